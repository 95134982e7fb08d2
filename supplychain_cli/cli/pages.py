"""`supplychain explain` and `supplychain guide`: the pages that travel with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from supplychain_cli.cli.command import command
from supplychain_cli.cli.session import Session
from supplychain_cli.diagnostics import UsageFault

_PACKAGE = Path(__file__).parents[1]


def _codes(incomplete: str) -> list[str]:
    # What is typed already stays as it is; a shell takes only what continues it.
    codes = (name for name in _titles("explain") if name.startswith(incomplete.upper()))
    return [incomplete + name[len(incomplete) :] for name in codes]


def _topics(incomplete: str) -> list[str]:
    return [name for name in _titles("guide") if name.startswith(incomplete)]


@command
def explain(
    session: Session,
    *,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A code such as R203.", autocompletion=_codes)
    ] = "",
) -> int:
    """Explain a code that a message carries.

    Without a code, lists all codes.

    Example: supplychain explain R203
    """
    return _shown(session, "explain", code.strip().strip("[]").upper(), "code")


@command
def guide(
    session: Session,
    *,
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="A page such as chains.", autocompletion=_topics)
    ] = "",
) -> int:
    """Show a page of the guide.

    Without a topic, lists all pages.

    Example: supplychain guide chains
    """
    return _shown(session, "guide", topic.strip().lower(), "topic")


def _shown(session: Session, folder: str, name: str, word: str) -> int:
    from supplychain_cli.queries.housekeeping import PagesAnswer, PageText

    titles = _titles(folder)
    if not name:
        pages = tuple(PageText(page, title) for page, title in titles.items())
        return session.answer(PagesAnswer(pages), folder, {word: None})
    if name not in titles:
        raise _unknown(folder, name, word, list(titles))
    text = (_PACKAGE / folder / f"{name}.md").read_text(encoding="utf-8")
    if session.options.format == "md":
        return session.write(text)
    page = PageText(name, titles[name], tuple(text.splitlines()))
    return session.answer(PagesAnswer((page,)), folder, {word: name})


def _titles(folder: str) -> dict[str, str]:
    """Give the first line of every page by the page's name, in order of names."""
    titles = {}
    for file in sorted((_PACKAGE / folder).glob("*.md")):
        with file.open(encoding="utf-8") as stream:
            titles[file.stem] = stream.readline().lstrip("# ").removeprefix(file.stem).lstrip(": ").strip()
    return titles


def _unknown(folder: str, name: str, word: str, known: list[str]) -> UsageFault:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    notes = tuple(f"There is a {word} {page} with a similar name." for page in near)
    return UsageFault(
        "U113", f"No {word} is called {name}.", notes=notes, help=f"`supplychain {folder}` lists all of them."
    )
