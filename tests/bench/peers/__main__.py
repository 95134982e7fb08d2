"""Ask one peer one question and print a line of JSON: `python -m tests.bench.peers duck chains WORLD START END`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from tests.bench.peers.place import Place
from tests.bench.peers.question import Peer

PEERS = ("plain", "duck", "lite", "embedded", "matrix")
MISSING = 3
"""Exit code when the peer is not installed or has no such query."""


def main() -> int:
    """Prepare, or answer and say how many seconds the answer took beyond the start of the process."""
    parser = argparse.ArgumentParser(description="Ask one engine one question about a world.")
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("question", choices=("prepare", "chains", "exposure"))
    parser.add_argument("world", type=Path)
    parser.add_argument("ends", nargs="*", help="keys of the first and the last party of the chains")
    parser.add_argument("--legs", type=int, default=8)
    parser.add_argument("--best", type=int, default=10)
    asked = parser.parse_args()
    peer = cast("Peer", import_module(f"tests.bench.peers.{asked.peer}"))
    if not find_spec(peer.NEEDS):
        print(f"{peer.NEEDS} is not installed here.", file=sys.stderr)
        return MISSING
    if asked.question not in ("prepare", *peer.QUESTIONS):
        print(f"{peer.NEEDS} has no query for {asked.question}.", file=sys.stderr)
        return MISSING
    place = Place(asked.world)
    begun = time.perf_counter()
    answer: object = None
    if asked.question == "prepare":
        peer.prepare(place)
    elif asked.question == "exposure":
        answer = peer.exposure(place, asked.legs)
    else:
        start, end = (place.number(key) for key in asked.ends)
        answer = peer.chains(place, start, end, asked.legs, asked.best)
    seconds = time.perf_counter() - begun
    print(json.dumps({"answer": answer, "seconds": round(seconds, 4), "leaves_out": peer.LEAVES_OUT}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
