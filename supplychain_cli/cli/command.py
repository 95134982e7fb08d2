"""What makes a function a command: the common options, a session, and an exit code for whatever happens."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

import typer

from supplychain_cli.cli.faults import guarded
from supplychain_cli.cli.options import Options
from supplychain_cli.cli.session import Session

P = ParamSpec("P")
Command = Callable[Concatenate[Session, P], int]


def command(function: Command[P]) -> Callable[..., None]:
    """Turn `function(session, ...) -> exit code` into what Typer registers.

    The common options are appended to its parameters and reach it as `session`. A fault is told to the person; a
    stored snapshot that turns out damaged is thrown away, and the question asked once more.
    """
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    common = list(inspect.signature(Options, eval_str=True).parameters.values())

    def run(**values: Any) -> None:  # noqa: ANN401 - whatever the command declares
        options = Options(**{item.name: values.pop(item.name) for item in common})
        raise typer.Exit(guarded(lambda: _asked(function, options, values), debug=options.debug))

    keyword = inspect.Parameter.KEYWORD_ONLY
    run.__signature__ = inspect.Signature([item.replace(kind=keyword) for item in (*own, *common)])  # type: ignore[attr-defined]
    run.__annotations__ = {}
    run.__name__ = function.__name__
    run.__doc__ = function.__doc__
    return run


def _asked(function: Callable[..., int], options: Options, values: dict[str, Any]) -> int:
    session = Session(options)
    try:
        return function(session, **values)
    except Exception as fault:
        again = session.after_damage(fault)
        if again is None:
            raise
        return function(again, **values)
