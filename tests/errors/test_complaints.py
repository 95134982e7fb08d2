from __future__ import annotations

from supplychain_cli.diagnostics import Diagnostic, Location, UsageFault
from supplychain_cli.render.complaints import complaint_text, complaints_text, fault_text

PLACE = Location("a.yml", 12, 7)


def test_all_parts_of_a_complaint() -> None:
    item = Diagnostic(
        "R301",
        "There is no source `s`.",
        PLACE,
        excerpt="  name: Alpha",
        span=5,
        mark=9,
        notes=("One.", "Two."),
        help="Add it.",
    )
    assert complaint_text(item).splitlines() == [
        "error[R301]: There is no source `s`.",
        " --> a.yml:12:7",
        "   |",
        "12 |   name: Alpha",
        "   |         ^^^^^",
        "   = note: One.",
        "   = note: Two.",
        "   = help: Add it.",
    ]


def test_the_mark_stands_below_wide_and_combining_letters() -> None:
    item = Diagnostic("R000", "m.", PLACE, excerpt="云е\u0301: 南锗 x", span=2, mark=6)
    lines = complaint_text(item).splitlines()
    assert lines[-2] == "12 | 云е\u0301: 南锗 x"
    assert lines[-1] == "   |      ^^^^"


def test_nothing_of_the_record_acts() -> None:
    item = Diagnostic(
        "R000",
        "a\x1b[2Jb.",
        Location("x\u202ey.yml", 1),
        excerpt="\x1b[31m\u200bq",
        span=1,
        mark=7,
        help="\n",
    )
    text = complaint_text(item)
    assert "\x1b" not in text
    assert "\u202e" not in text
    lines = text.splitlines()
    assert lines[3].index("q") == lines[4].index("^")


def test_complaints_are_apart() -> None:
    item = Diagnostic("R000", "m.", Location("a"))
    assert complaints_text([item, item]) == "error[R000]: m.\n --> a\n\nerror[R000]: m.\n --> a"


def test_a_fault_that_ends_a_command() -> None:
    fault = UsageFault("U101", "There is no command `trac`.", notes=("n.",), help="h.")
    assert fault_text(fault) == "error[U101]: There is no command `trac`.\n  = note: n.\n  = help: h."


def test_help_that_a_complaint_gave_is_not_repeated() -> None:
    fault = UsageFault("U101", "It cannot be read.", notes=("n.",), help="h.")
    shown = [Diagnostic("R000", "m.", Location("a"), help="h.")]
    assert fault_text(fault, shown) == "error[U101]: It cannot be read.\n  = note: n."
