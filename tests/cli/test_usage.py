from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from supplychain_cli.cli.app import COMMANDS, Entry, Group
from supplychain_cli.diagnostics import ExitCode
from tests.cli.worlds import CHAIN
from tests.conftest import World, run

Make = Callable[..., World]

MISUSES = [
    (["trac"], "U101", "There is a command called trace."),
    (["xyzzy"], "U101", "`supplychain --help` lists all commands."),
    (["trace", "Wafer Works", "--too", "Chip Plant"], "U102", "There is an option --to with a similar name."),
    (["--records", "x", "trace"], "U102", "Options of a command come after its name"),
    (["trace", "Wafer Works"], "U100", "Missing option '--to'."),
    (["trace"], "U100", "`supplychain trace --help`"),
    (["trace", "Wafer Works", "--to", "Chip Plant", "--limit", "x"], "U100", "'x' is not a whole number."),
    (
        ["trace", "Wafer Works", "--to", "Chip Plant", "--max-legs", "0"],
        "U100",
        "'--max-legs': 0 is not a whole number from 1 to 32.",
    ),
    (
        ["trace", "Wafer Works", "--to", "Chip Plant", "--avoid", "Chip Plant"],
        "U100",
        "--avoid names Chip Plant",
    ),
    (["trace", "Wafer Works", "--to", "Chip Plant", "--through", "Wafer Works"], "U100", "--through names"),
    (["who-supplies", "Chip Plant", "--avoid", "Chip Plant"], "U100", "which the question is about"),
    (["trace", "Wafer Works", "--to", "Nobody At All"], "U103", "supplychain find"),
    (["trace", "Wafer Works", "--to", "id:ru-nobody"], "U103", "ru-nobody"),
    (["trace", "", "--to", "Chip Plant"], "U103", "no letter or digit"),
    (["trace", "Saturn", "--to", "Chip Plant"], "U104", "id:ru-saturn-north"),
    (["trace", "Saturn", "--to", "Chip Plant"], "U104", "Saturn South (company, RU, id:ru-saturn-south)"),
    (["trace", "Wafer Works", "--to", "id:ru-wafers"], "U110", "name the same party"),
    (["trace", "antimony", "--to", "Chip Plant"], "U111", "Antimony is a good"),
    (
        ["trace", "Wafer Works", "--to", "Harrier"],
        "U111",
        "Chip Plant (id:ru-chips) is recorded as a producer.",
    ),
    (["trace", "Wafer Works", "--to", "Chip Plant", "--goods", "9999"], "U112", "begins with 9999"),
    (["trace", "Wafer Works", "--to", "Chip Plant", "--goods", "kryptonite"], "U103", "supplychain goods"),
    (
        ["trace", "Wafer Works", "--to", "Chip Plant", "--via", "knows"],
        "U107",
        "Choose among: associated-with",
    ),
    (["trace", "Wafer Works", "--to", "Chip Plant", "--min-grade", "great"], "U107", "confirmed, probable"),
    (["who-supplies", "Saturn"], "U104", "id:ru-saturn-north"),
    (["who-buys-from", "Wafer Works", "--as-of", "2024-02-30"], "U105", "2024, 2024-06 or 2024-06-30"),
    (["who-buys-from", "Wafer Works", "--known-on", "yesterday"], "U105", "--known-on yesterday"),
    (["who-supplies", "Chip Plant", "--format", "xml"], "U107", "text, json, jsonl, csv, md"),
    (["who-supplies", "Chip Plant", "--engine", "steam"], "U106", "steam"),
    (["new", "poem"], "U107", "entity, relation, source"),
    (["explain", "R2O3"], "U113", "There is a code R203 with a similar name."),
    (["guide", "chain"], "U113", "There is a topic chains with a similar name."),
    (["fmt", "no-such-file.yml"], "U114", "no-such-file.yml"),
]


@pytest.mark.parametrize(("words", "code", "sentence"), MISUSES, ids=lambda value: str(value)[:60])
def test_a_misuse_is_told_and_exits_with_2(world: Make, words: list[str], code: str, sentence: str) -> None:
    done = world(CHAIN).run(*words) if words[0] in COMMANDS else run(*words)
    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert done.err.startswith(f"error[{code}]: ")
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert "?" not in done.err


def test_the_clock_of_a_build_must_be_a_number(world: Make) -> None:
    done = world(CHAIN).run("who-supplies", "Chip Plant", env={"SOURCE_DATE_EPOCH": "tomorrow"})
    assert done.code == ExitCode.USAGE
    assert "error[U105]: $SOURCE_DATE_EPOCH is tomorrow" in done.err


def test_a_name_that_acts_is_made_visible_in_the_message(world: Make) -> None:
    done = world(CHAIN).run("trace", "\x1b[31mEvil\u202e[bold]", "--to", "Chip Plant")
    assert done.code == ExitCode.USAGE
    assert "\\x1b[31mEvil\\u202e[bold]" in done.err
    assert "\x1b" not in done.err


def test_a_name_of_a_megabyte_is_answered_at_once(world: Make) -> None:
    done = world(CHAIN).run("who-supplies", "Ж" * 120_000)
    assert done.code == ExitCode.USAGE
    assert len(done.err) < 5000


def every_command() -> dict[tuple[str, ...], Entry]:
    """Give each command by the words that name it, those of groups among them."""
    found: dict[tuple[str, ...], Entry] = {}
    for name, entry in COMMANDS.items():
        if isinstance(entry, Group):
            found |= {(name, word): each for word, each in entry.commands.items()}
        else:
            found[name,] = entry
    return found


@pytest.mark.parametrize(("words", "entry"), every_command().items(), ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...], entry: Entry) -> None:
    command = " ".join(words)
    done = run(*words, "--help")
    assert (done.code, done.err) == (ExitCode.ANSWERED, "")
    assert f"\n\n  {entry.summary.split()[0]} " in done.out
    assert re.search(f"Examples?: supplychain {command}", done.out)
    for option in (
        "--records",
        "--as-of",
        "--known-on",
        # That of an export is its argument.
        "FORMAT" if command == "export" else "--format",
        "--output",
        "--quiet",
        "--verbose",
        "--debug",
    ):
        assert option in done.out


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_list_of_commands_fits_eighty_columns(flag: str) -> None:
    done = run(flag, env={"COLUMNS": "80"})
    assert done.code == ExitCode.ANSWERED
    for name, entry in COMMANDS.items():
        assert f"  {name} " in done.out
        # A group's summary may be cut to the width.
        assert entry.summary[:40] in done.out


def test_the_version_is_one_line() -> None:
    done = run("--version")
    assert done.code == ExitCode.ANSWERED
    assert done.out.startswith("supplychain ")
    assert done.out.count("\n") == 1


def test_without_a_command_the_usage_is_shown() -> None:
    done = run()
    assert done.code == ExitCode.USAGE
    assert "supplychain --help" in done.err
