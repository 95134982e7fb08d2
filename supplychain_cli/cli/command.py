"""What makes a function a command: the common options, a session, and an exit code for whatever happens."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Any, Concatenate, ParamSpec, get_type_hints

import typer

from supplychain_cli.cli.faults import guarded
from supplychain_cli.cli.options import AuditOptions, ExportOptions, Options
from supplychain_cli.cli.session import Session

P = ParamSpec("P")
Command = Callable[Concatenate[Session, P], int]


def command(function: Command[P]) -> Callable[..., None]:
    """Turn `function(session, ...) -> exit code` into what Typer registers.

    The common options are appended to its parameters and reach it as `session`. A fault is told to the person; a
    stored snapshot that turns out damaged is thrown away, and the question asked once more.
    """
    return _registered(function, Options)


def audit_command(function: Command[P]) -> Callable[..., None]:
    """Do the same for an audit, which has the formats of build servers too and writes several at once."""
    return _registered(function, AuditOptions)


def export_command(function: Command[P]) -> Callable[..., None]:
    """Do the same for an export, whose formats are its own."""
    return _registered(function, ExportOptions)


def _registered(function: Command[P], kind: type[Options]) -> Callable[..., None]:
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    common = _parameters(kind)

    def run(**values: Any) -> None:  # noqa: ANN401 - whatever the command declares
        words = {name: _readable(value) for name, value in values.items()}
        options = kind(**{item.name: words.pop(item.name) for item in common})
        raise typer.Exit(guarded(lambda: _asked(function, options, words), debug=options.debug))

    keyword = inspect.Parameter.KEYWORD_ONLY
    run.__signature__ = inspect.Signature([item.replace(kind=keyword) for item in (*own, *common)])  # type: ignore[attr-defined]
    run.__annotations__ = {}
    run.__name__ = function.__name__
    run.__doc__ = function.__doc__
    return run


def _parameters(kind: type[Options]) -> list[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(item.name, keyword, default=item.default, annotation=hints[item.name])
        for item in fields(kind)
    ]


def _readable(value: Any) -> Any:  # noqa: ANN401 - any argument
    """Give the words of a person as text, also where the locale cannot: as UTF-8, and what is not that as escapes.

    Paths keep their bytes.
    """
    if isinstance(value, list | tuple):
        return type(value)(_readable(part) for part in value)
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _asked(function: Callable[..., int], options: Options, values: dict[str, Any]) -> int:
    session = Session(options)
    try:
        return function(session, **values)
    except Exception as fault:
        again = session.after_damage(fault)
        if again is None:
            raise
        return function(again, **values)
