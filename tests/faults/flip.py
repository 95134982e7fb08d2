"""One bit turned over in a file of the cache, or the end of a file cut off."""

from __future__ import annotations

from pathlib import Path

from tests.faults.rig import QUESTIONS, Rig


def run(rig: Rig, runs: int) -> list[str]:
    """Damage each file of the cache in turn; every question is answered right, and the next one from sound files."""
    found = rig.wrong(rig.ask(), edition=0) if rig.right else []
    sound = [(file, file.read_bytes()) for file in rig.files()]
    for turn in range(runs):
        file, content = sound[turn % len(sound)]
        question = QUESTIONS[rig.chance.randrange(len(QUESTIONS))]
        how = _cut(file, content, rig) if turn % 5 == 4 else _flip(file, content, rig)
        for number in range(2):
            faults = rig.wrong(rig.ask(question), question)
            found += [f"{how} of {file.name}, question {number + 1}: {fault}" for fault in faults]
        for file, content in sound:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return found


def _flip(file: Path, content: bytes, rig: Rig) -> str:
    if not content:
        return "Nothing"
    place = rig.chance.randrange(len(content))
    bit = 1 << rig.chance.randrange(8)
    file.write_bytes(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
    return f"Bit {bit} of byte {place}"


def _cut(file: Path, content: bytes, rig: Rig) -> str:
    kept = rig.chance.randrange(len(content) + 1)
    file.write_bytes(content[:kept])
    return f"All beyond byte {kept}"
