"""A runner in the small: reads workflow commands from a log as GitHub's does, of either form."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command that the runner obeys, with what it understood."""

    name: str
    given: dict[str, str]
    says: str


def commands(log: str) -> list[Command]:
    """Give every command that a log holds."""
    found: list[Command] = []
    stopped = ""
    for line in log.split("\n"):
        command = _new_form(line.lstrip()) or _old_form(line)
        if command is None:
            continue
        if stopped:
            stopped = "" if command.name == stopped else stopped
        elif command.name == "stop-commands":
            stopped = command.says
        else:
            found.append(command)
    return found


def _new_form(line: str) -> Command | None:
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, _, says = line[2:].partition("::")
    name, _, given = head.partition(" ")
    pairs = (pair.partition("=") for pair in given.split(",") if pair)
    return Command(name, {key: _meant(value, ":,") for key, _, value in pairs}, _meant(says))


def _old_form(line: str) -> Command | None:
    _, found, rest = line.partition("##[")
    if not found or "]" not in rest:
        return None
    head, _, says = rest.partition("]")
    return Command(head.split(" ")[0], {}, says)


def _meant(text: str, more: str = "") -> str:
    for sign in ("\r", "\n", *more):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text.replace("%25", "%")
