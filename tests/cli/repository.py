"""A git repository with records, for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.conftest import write_dataset

_WHO = ("-c", "user.name=Example", "-c", "user.email=example@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, without the person's own settings."""
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *_WHO, *words], cwd=folder, env={**kept, **quiet}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def committed(folder: Path, records: str) -> Path:
    """Commit a state of the folder `records` of a repository, which is made when there is none; give that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    home = write_dataset(folder / "records", {"world.yml": records})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Records")
    return home
