"""Answers of the commands that keep house: check, fmt, new, explain, guide."""

from __future__ import annotations

from supplychain_cli.diagnostics import Diagnostic
from supplychain_cli.light import dataclass


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """What `check` found. `holds` says that no question would be refused; warnings do not stop one.

    `more` says that complaints beyond those in `diagnostics` were only counted, by the last of them.
    """

    folder: str
    files: int
    records: int
    holds: bool
    errors: int
    warnings: int
    more: bool
    diagnostics: tuple[Diagnostic, ...]

    @property
    def says(self) -> str:
        """Sum up in one sentence."""
        files = f"{_counted(self.records, 'record')} in {_counted(self.files, 'file')}"
        found = [_counted(self.errors, "error")] if self.errors else []
        found += [_counted(self.warnings, "warning")] if self.warnings else []
        more = " and more" if self.more else ""
        if self.holds:
            return f"The records in {self.folder} hold: {files}, {' and '.join(found) or 'no complaint'}."
        places = _counted(self.files, "file")
        return f"The records in {self.folder} do not hold: {' and '.join(found)}{more} in {places}."


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class FileForm:
    """A record file, and whether its form is not (or was not) the canonical one."""

    file: str
    changed: bool


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What `fmt` did, or would do when it only looks (`written` is False)."""

    files: tuple[FileForm, ...]
    written: bool


@dataclass(frozen=True, slots=True)
class TemplateAnswer:
    """A record to edit: its section and the lines for a record file."""

    section: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """A page of ours in Markdown, line by line. `lines` is empty where pages are only listed."""

    name: str
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PagesAnswer:
    """Pages of the guide or explanations of codes: one in full, or all by name and title."""

    pages: tuple[PageText, ...]
