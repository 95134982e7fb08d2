"""YAML's own complaints, in words that help a person who does not know YAML."""

from __future__ import annotations

from supplychain_cli.diagnostics import Diagnostic, Location

HELP = {
    "R108": "Keep one of the two; several values of one field are written as a list.",
    "R109": "Write the value itself in each place; every record must read well alone.",
    "R110": "Delete it; what a field means is decided by the record format.",
    "R111": "Delete the `---` line, or put the second document into a file of its own.",
    "R112": "Records need no more than six levels; look for a bracket that is never closed.",
    "R113": "Split the file; one file for each investigation or party reads best.",
    "R114": "Write the value, or leave the field out: what is not written counts as unknown.",
    "R115": "Write the name of the field before the colon, as in `name: Example`.",
}
"""What to do next about each structural fault."""

_BRACKET = "Close the bracket, or quote the text if the bracket belongs to it."
_EXPLAINED: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon stands where no field can begin.",
        "Quote the text if the colon belongs to it; else start the fields of one record in one column.",
    ),
    (
        "could not find expected ':'",
        "A line here is not a field: the colon after its name is missing.",
        "Write `name: value`, or indent the line if it continues the text above.",
    ),
    (
        "cannot start any token",
        "A plain text cannot begin with this character.",
        "Put the text in double quotes.",
    ),
    ("found unexpected end of stream", "A quotation mark is never closed.", "Close the quotation mark."),
    (
        "unknown escape character",
        "A backslash in double quotes begins an escape that YAML does not know.",
        "Write two backslashes, or use single quotes.",
    ),
    (
        "did not find expected <block end>",
        "The indentation of this line fits nothing above it.",
        "Start the line in the same column as its neighbours.",
    ),
    (
        "expected <block end>",
        "The indentation of this line fits nothing above it.",
        "Start the line in the same column as its neighbours.",
    ),
    (
        "did not find expected key",
        "The indentation of this line fits nothing above it.",
        "Start the line in the same column as its neighbours.",
    ),
    (
        "did not find expected '-' indicator",
        "The indentation of this line fits nothing above it.",
        "Start each item of a list with `- ` in the same column.",
    ),
    ("expected ',' or ']'", "A list in brackets is not closed, or a comma is missing.", _BRACKET),
    ("expected ',' or '}'", "A mapping in braces is not closed, or a comma is missing.", _BRACKET),
    (
        "block sequence entries are not allowed",
        "A list item begins where none can stand.",
        "Write the list on the lines below its field, each item with `- ` in the same column.",
    ),
    (
        "expected the node content",
        "A value is missing here, or a bracket is closed that was never opened.",
        _BRACKET,
    ),
    ("found duplicate anchor", "An anchor is defined twice.", HELP["R109"]),
    ("found undefined alias", "An alias stands for a value that is not there.", HELP["R109"]),
)


def explained(problem: str, place: Location, context: str, opened: int) -> Diagnostic:
    """Word a fault of YAML's own; `opened` is the line where the construct began, 0 when there is none."""
    if ("escape" in problem and "Unicode" in problem) or "hexadecimal" in problem:
        return bad_escape(place)
    said = problem or context or "the text ends too early"
    unknown = ("", f"This is not valid YAML: {said}.", "Compare the line with its neighbours.")
    _, message, help_ = next((known for known in _EXPLAINED if known[0] in problem), unknown)
    notes = (f"It belongs to what begins in line {opened}.",) if opened and opened != place.line else ()
    return Diagnostic("R107", message, place, notes=notes, help=help_)


def bad_escape(place: Location) -> Diagnostic:
    """Word an escape that stands for no character."""
    return Diagnostic(
        "R107",
        "A backslash in double quotes begins an escape that stands for no character.",
        place,
        help="Write the character itself.",
    )
