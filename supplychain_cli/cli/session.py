"""One command's life: the options understood, the world opened when it is needed, the answer rendered."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from supplychain_cli import __version__
from supplychain_cli.cli import output, targets
from supplychain_cli.cli.options import Options
from supplychain_cli.cli.talk import Doing, Progress, say
from supplychain_cli.diagnostics import ExitCode, Notice, UsageFault
from supplychain_cli.render.formats import EXACT, REPORTS

if TYPE_CHECKING:
    from pathlib import Path

    from supplychain_cli.graph.view import Party, Scope, View
    from supplychain_cli.records.read import Reading
    from supplychain_cli.render.envelope import Envelope
    from supplychain_cli.render.screen import Screen
    from supplychain_cli.workspace.world import Work, World


class Session:
    """What a command works with. Nothing is opened before it is asked for."""

    def __init__(self, options: Options, notices: Iterable[Notice] = ()) -> None:
        """Take the options of one run; raises UsageFault where one of them makes no sense."""
        self.options = options
        self.notices: list[Notice] = []
        self._world: World | None = None
        self._opened: list[World] = []
        self.work: Work | None = None
        """What opening the dataset took; None before it is open."""
        if options.format not in options.formats:
            raise UsageFault(
                "U107",
                f"There is no format called {options.format}.",
                help=f"Choose one of: {', '.join(options.formats)}.",
            )
        self._targets = targets.targets(
            options.output or (), options.format, options.formats, several=options.several
        )
        for target in () if options.places else self._targets:
            output.check_target(target.file, force=options.force)
        for notice in notices:
            self.notice(notice.code, notice.message)

    @property
    def brief(self) -> bool:
        """Whether the answer is shown to a person who did not ask for every detail, and to nobody else."""
        return not self.options.verbose and all(target.style == "text" for target in self._targets)

    @property
    def scope(self) -> Scope:
        """Which claims count. Raises UsageFault for what is not a date."""
        from supplychain_cli.graph.view import Scope

        as_of = _day("--as-of", self.options.as_of)
        return Scope(today(), as_of, _day("--known-on", self.options.known_on))

    @property
    def world(self) -> World:
        """The dataset, opened on first use."""
        if self._world is None:
            self._enter(self._open(self.options.records))
        assert self._world is not None  # entered above  # noqa: S101
        return self._world

    @property
    def folder(self) -> Path:
        """The folder of the dataset, which is not opened for it. Raises DataFault when there is none."""
        from supplychain_cli.workspace.folder import dataset_folder

        return dataset_folder(self.options.records)

    @property
    def view(self) -> View:
        """What questions see of the dataset."""
        return self.world.view

    def check(self, folder: Path) -> tuple[Reading, View | None]:
        """Read and check a dataset anew; the view is None when there are errors."""
        from supplychain_cli.workspace.world import checked

        with Progress(quiet=self.options.quiet) as progress:
            reading, world = checked(folder, self.scope, progress)
        if world is not None:
            self._enter(world)
        return reading, None if world is None else world.view

    def another(self, folder: Path, files: Path | None = None) -> World:
        """Open the dataset of another folder, for a comparison. Raises DataFault as `world`.

        `files` is the folder that the paths of its feeds begin at, where it is an earlier state of that one.
        """
        world = self._open(folder, files)
        self._opened.append(world)
        return world

    def _open(self, folder: Path | None, files: Path | None = None) -> World:
        from supplychain_cli.workspace.world import Work, open_world

        with Progress(quiet=self.options.quiet) as progress, Doing(quiet=self.options.quiet) as doing:
            self.work = Work(progress, doing, files=files)
            return open_world(folder, self.scope, self.options.engine, self.work)

    def at(self, as_of: str, known_on: str) -> Session:
        """Give a session that asks the same of other days. Its notices are its own."""
        other = Session(replace(self.options, as_of=as_of, known_on=known_on))
        other._opened = self._opened
        return other

    def use(self, world: World) -> None:
        """Ask from now on another dataset than that of the options."""
        if world is not self._world:
            self._enter(world)

    def _enter(self, world: World) -> None:
        self._world = world
        self._opened.append(world)
        for notice in (*world.notices, *_too_early(world.view)):
            self.notice(notice.code, notice.message)

    def notice(self, code: str, message: str) -> None:
        """Keep a remark for the answer, and print it unless `--quiet`."""
        notice = Notice(code, message)
        self.notices.append(notice)
        self._say((notice,))

    def once(self, notice: Notice) -> None:
        """Keep and print a remark, unless it was made before."""
        if notice not in self.notices:
            self.notice(notice.code, notice.message)

    def _say(self, notices: Iterable[Notice]) -> None:
        if not self.options.quiet:
            from supplychain_cli.render.clean import clean

            for notice in notices:
                say(f"note[{notice.code}]: {clean(notice.message)}")

    def resolve(self, name: str, kinds: Iterable[str] | None = None) -> Party:
        """Find the party, system or good that a person means by a name, id or identifier; of these kinds, if given.

        Raises UsageFault when nothing or several fit; on a terminal the person chooses among several.
        """
        from supplychain_cli.cli.naming import party_named

        found = party_named(self.world, name, frozenset(kinds) if kinds is not None else None)
        if found.remark:
            self.notice("N102", found.remark)
        self.remark(found.party)
        return found.party

    def remark(self, party: Party) -> None:
        """Say what a person's judgements leave open about the records of a party, each once."""
        if not self.view.snapshot.records_segment.info.counts.get("judged"):
            return
        from supplychain_cli.queries.judged import remarks

        for notice in remarks(self.view, party.node):
            self.once(notice)

    def goods(self, text: str) -> frozenset[str]:
        """Give the ids of the goods that a person means, with everything that contains them.

        `text` is a good's id, name or alias, or the first digits of an HS code. Raises UsageFault when there is none.
        """
        from supplychain_cli.cli.naming import goods_named

        found = goods_named(self.world, text)
        if found.remark:
            self.notice("N102", found.remark)
        return found.goods

    def answer(self, answer: Any, command: str, query: Mapping[str, Any]) -> ExitCode:  # noqa: ANN401 - any frozen answer
        """Render an answer and write it where it was asked for; gives the exit code.

        `command` names the schema (`trace` is `supplychain.trace/1`), `query` is the question as understood.
        """
        from supplychain_cli.render.formats import render

        complete = bool(getattr(answer, "complete", True))
        envelope = self.envelope(command, query, complete=complete)
        texts = [
            (
                target,
                render(answer, envelope, target.style, self._screen(target), verbose=self.options.verbose),
            )
            for target in self._targets
        ]
        if self._targets[0].style in {"csv", "jsonl", "junit"}:
            # These have no place for remarks.
            self._say(getattr(answer, "notices", ()))
        if self.options.several:
            self._summarise(answer, envelope)
        targets.deliver(texts)
        return ExitCode.ANSWERED if complete else ExitCode.INCOMPLETE

    def envelope(self, command: str, query: Mapping[str, Any], *, complete: bool = True) -> Envelope:
        """Give the frame of an answer: who says it, from which records, to which question."""
        from supplychain_cli.render.envelope import Envelope

        return Envelope(
            schema=f"supplychain.{command}/1",
            tool={"name": "supplychain", "version": __version__},
            dataset=self._dataset(),
            query={**query, **self._dates()},
            complete=complete,
            notices=tuple(self.notices),
            root=self._root(),
        )

    @property
    def file(self) -> Path | None:
        """Where the answer goes; None is standard output."""
        return self._targets[0].file

    @property
    def screen(self) -> Screen:
        """What the place that the answer goes to can show."""
        return self._screen(self._targets[0])

    def pour(self, parts: Iterable[str]) -> None:
        """Write an answer part by part while it is made, for one too long to be held."""
        output.stream(parts, self.file, exact=self.options.format in EXACT)

    def _summarise(self, answer: object, envelope: Envelope) -> None:
        """Append an audit to the page that the build shows of this step, where it shows one."""
        from supplychain_cli.cli import summary
        from supplychain_cli.render.formats import render
        from supplychain_cli.render.screen import Screen

        if os.environ.get(summary.VARIABLE) and {target.style for target in self._targets} & {"github", "md"}:
            why = summary.append(render(answer, envelope, "md", Screen()), os.environ)
            if why:
                self.notice("N155", f"The summary of the build step could not be written: {why}.")

    def stream(
        self, items: Iterable[object], command: str, *, complete: bool, notices: Iterable[Notice]
    ) -> ExitCode:
        """Write items as JSON lines while they are made, for an answer too long to be held; gives the exit code."""
        from supplychain_cli.render.envelope import Envelope
        from supplychain_cli.render.formats import lines

        envelope = Envelope(f"supplychain.{command}/1", {}, {}, {})
        self._say(notices)
        output.stream(lines(items, envelope, self._screen(self._targets[0])), self._targets[0].file)
        return ExitCode.ANSWERED if complete else ExitCode.INCOMPLETE

    def _screen(self, target: targets.Target) -> Screen:
        """Find out what the place that an answer goes to can show."""
        from supplychain_cli.render.screen import Screen, screen_of

        to_file = target.file is not None or sys.stdout is None
        return Screen() if to_file else screen_of(sys.stdout, os.environ)

    def _root(self) -> str | None:
        """Give the way from the top of the repository to the dataset, where a report asks for it."""
        if self._world is None or not {target.style for target in self._targets} & set(REPORTS):
            return None
        from supplychain_cli.workspace.folder import below_repository

        return below_repository(self._world.info.folder)

    def write(self, text: str) -> ExitCode:
        """Write a text of ours as it is: a page, a template."""
        output.deliver(text if text.endswith("\n") else f"{text}\n", self._targets[0].file)
        return ExitCode.ANSWERED

    def after_damage(self, fault: Exception) -> Session | None:
        """Give a fresh session when the fault was a damaged snapshot, which is thrown away; else None."""
        if not self._opened:
            return None
        from supplychain_cli.workspace.world import REBUILT, forget, is_damage

        if not is_damage(fault):
            return None
        for world in self._opened:
            forget(world.info.digest)
        return Session(self.options, (REBUILT,))

    def _dataset(self) -> dict[str, str]:
        """Name the dataset; empty for a command that opened none."""
        if self._world is None:
            return {}
        info = self._world.info
        return {"name": info.name, "version": info.version, "digest": info.digest}

    def _dates(self) -> dict[str, str | None]:
        from supplychain_cli.model.dates import day_text

        if self._world is None:
            return {}
        scope = self._world.view.scope
        return {
            "as_of": None if scope.as_of is None else day_text(scope.as_of),
            "known_on": None if scope.known_on is None else day_text(scope.known_on),
            "today": day_text(scope.today),
        }


def _too_early(view: View) -> Iterator[Notice]:
    """Say so when `--known-on` asks about a time before anything was written down."""
    known_on = view.scope.known_on
    if known_on is None:
        return
    from supplychain_cli.model.dates import day_text
    from supplychain_cli.snapshot.counting import first_written

    first = first_written(view.snapshot)
    if first is not None and first > known_on:
        yield Notice(
            "N107",
            f"By {day_text(known_on)} no relation had been written down here; the first was on {day_text(first)}.",
        )


def today() -> int:
    """Give the day of asking: that of `SOURCE_DATE_EPOCH` if set, for answers that can be had again, or the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today().toordinal()  # noqa: DTZ011 - the person's own day
    try:
        return datetime.fromtimestamp(int(epoch), UTC).toordinal()
    except (ValueError, OverflowError, OSError):
        raise UsageFault(
            "U105",
            f"$SOURCE_DATE_EPOCH is {epoch}, which is not a number of seconds since 1970.",
            help="Unset it, or set it to whole seconds, for example 1767225600.",
        ) from None


def _day(option: str, text: str) -> int | None:
    if not text:
        return None
    import re

    from supplychain_cli.model.dates import MOMENT, parse_day

    try:
        if re.fullmatch(MOMENT, text):
            return parse_day(text)
    except ValueError:
        pass
    raise UsageFault(
        "U105",
        f"{option} {text} is not a date of the calendar.",
        help="Write a year, a month or a day: 2024, 2024-06 or 2024-06-30. Each means its last day.",
    )
