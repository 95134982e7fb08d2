"""A person judges whether two parties are the same: in a dialogue, or with the answer on the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import field
from datetime import date
from getpass import getuser

from supplychain_cli.cli.session import Session, today
from supplychain_cli.cli.talk import is_person, say, say_inline
from supplychain_cli.diagnostics import UsageFault
from supplychain_cli.light import dataclass
from supplychain_cli.model.dataset import Identity
from supplychain_cli.queries.chains.legs import Scribe
from supplychain_cli.queries.identity.answers import Judgement
from supplychain_cli.queries.identity.explain import explained, judgement_of
from supplychain_cli.queries.identity.pairs import JudgedAnswer, MatchAnswer, MatchPair
from supplychain_cli.workspace import judgebook

_KEYS = {"s": "same", "d": "different", "u": "unsure", "k": "skip", "z": "undo", "q": "quit"}
_QUESTION = "[s]ame  [d]ifferent  [u]nsure  s[k]ip  undo [z]  [q]uit: "
_TWO = 2


@dataclass(slots=True)
class Desk:
    """Where judgements are made. Each is written as soon as it is made, so that nothing made is ever lost."""

    session: Session
    by: str = ""
    written: list[Judgement] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse the dataset that came with the program. Raises DataFault."""
        from supplychain_cli.workspace.folder import is_shipped

        if is_shipped(self.session.folder):
            raise UsageFault(
                "U271",
                "The records that came with the program take no judgements.",
                help="Name a folder of your own with --records DIR; `supplychain guide start` says how.",
            )
        self.by = self.by.strip() or _user()

    def judge_two(self, names: list[str], word: str, why: str) -> int:
        """Write the judgement on two parties named; of an id, on that very record, whatever party it is of.

        Raises UsageFault unless there are two, and a reason.
        """
        ends = [self._record(name) for name in names]
        if len(set(ends)) != _TWO or len(ends) != _TWO:
            raise UsageFault(
                "U272",
                f"--as judges two different parties, and {len(set(ends))} were named.",
                help="Name both, for example `supplychain match A B --as different --why REASON`; two records of one "
                "party by their ids. A judgement that joins them is taken back with --revoke.",
            )
        left, right = ends
        reason = _reason(why)
        self._refuse_twice(left, right)
        self._write(left, right, word, reason)
        return self._answer()

    def _record(self, name: str) -> str:
        """Give the id of the record that a name means: its own where it is one, else that of the party."""
        party = self.session.resolve(name)
        exact = name.strip().removeprefix("id:").strip()
        own = self.session.view.snapshot.node(exact)
        return exact if own is not None and self.session.view.find(exact) == party else party.id

    def _refuse_twice(self, left: str, right: str) -> None:
        """Raise UsageFault when there is a judgement on just these two records: two of them could contradict."""
        snapshot = self.session.view.snapshot
        both = {*snapshot.judged(left)} & {*snapshot.judged(right)}
        if both:
            name = min(both)
            raise UsageFault(
                "U275",
                f"{left} and {right} were judged already, in {name}.",
                help=f"`supplychain show {name}` says how; replace it with "
                f"`supplychain match --revoke {name} --as WORD --why REASON`.",
            )

    def revoke(self, name: str, word: str, why: str) -> int:
        """Take a judgement back, and judge anew when a word is given. Raises UsageFault when there is none."""
        view = self.session.view
        held = view.record("identities", name)
        if held is None:
            raise UsageFault(
                "U273",
                f"There is no judgement with the id {name}.",
                help="`supplychain show NAME --identity` names the judgements on a party.",
            )
        reason = _reason(why) if word else ""
        party = view.find(held.plain["left"])
        reasons = explained(view, party).reasons if party else ()
        left = [each.without for each in reasons if each.judgement and each.judgement.identity == name]
        judgebook.withdraw(name, held.file, self.session.folder)
        if word:
            self._write(held.plain["left"], held.plain["right"], word, reason)
        ends = ((held.plain["left"],), (held.plain["right"],))
        return self._answer(judgement_of(Scribe(view), held), left[0] if left else ends)

    def judge_all(self, answer: MatchAnswer) -> int:
        """Ask about each pair. Raises UsageFault when nobody is there to answer."""
        if not is_person():
            raise UsageFault(
                "U274",
                "--judge asks a person, and nobody can answer here.",
                help="Run it on a terminal, or judge a pair with `supplychain match A B --as different --why REASON`.",
            )
        at = 0
        while at < len(answer.pairs) or self.written:
            last = at == len(answer.pairs)
            word = (
                _finished() if last else self._asked(answer.pairs[at], f"{at + 1} of {len(answer.pairs)}. ")
            )
            if word == "quit":
                break
            if word == "undo":
                at = self._undone(answer.pairs, at)
                continue
            at += 1
        return self._answer()

    def _asked(self, pair: MatchPair, number: str) -> str:
        """Show a pair, ask until there is an answer, and write it; gives the word."""
        self._show(pair, number)
        while True:
            word = _word()
            if word in {"quit", "undo", "skip"}:
                return word
            if not word:
                say("Answer with one of the letters, or the word.")
            else:
                say_inline("Why, in a few words (Enter to choose again): ")
                why = sys.stdin.readline().strip()
                if why:
                    self._write(pair.left.party.id, pair.right.party.id, word, why)
                    return word

    def _show(self, pair: MatchPair, number: str) -> None:
        from supplychain_cli.render.clean import cleaned
        from supplychain_cli.render.screen import screen_of
        from supplychain_cli.render.terminal.match import paint_pair
        from supplychain_cli.render.terminal.page import Page

        page = Page(screen_of(sys.stderr, os.environ), verbose=False)
        paint_pair(cleaned(pair), number, page)
        say("\n" + page.text().rstrip("\n"))

    def _undone(self, pairs: Iterable[MatchPair], at: int) -> int:
        """Take the last judgement of this sitting back and give the place of its pair; without one, stay."""
        if not self.written:
            say("Nothing has been judged yet that could be undone.")
            return at
        last = self.written.pop()
        judgebook.withdraw(last.identity, judgebook.FILE, self.session.folder)
        say(f"Undone: {last.identity}.")
        ends = {last.left.id, last.right.id}
        return next(
            place for place, pair in enumerate(pairs) if {pair.left.party.id, pair.right.party.id} == ends
        )

    def _write(self, left: str, right: str, word: str, why: str) -> None:
        view = self.session.view
        made = {each.identity for each in self.written}
        name = judgebook.name_for(
            left, right, word, lambda name: name in made or bool(view.snapshot.sections_of(name))
        )
        day = date.fromordinal(today()).isoformat()
        record = Identity(name, left, right, word, self.by, day, why, recorded=day)  # type: ignore[arg-type]  # one of three
        file = judgebook.save(record, self.session.folder)
        scribe = Scribe(view)
        self.written.append(
            Judgement(name, scribe.recorded(left), scribe.recorded(right), word, self.by, day, why, file)
        )

    def _answer(self, revoked: Judgement | None = None, left: tuple[tuple[str, ...], ...] = ()) -> int:
        answer = JudgedAnswer(
            tuple(self.written), revoked, left if revoked else (), str(self.session.folder / judgebook.FILE)
        )
        return self.session.answer(answer, "judged", {"by": self.by})


def _word() -> str:
    """Ask for one of the answers; an end of input is `quit`, and anything else empty."""
    say_inline(_QUESTION)
    line = sys.stdin.readline()
    if not line:
        return "quit"
    typed = line.strip().casefold()
    return _KEYS.get(typed, typed if typed in _KEYS.values() else "")


def _finished() -> str:
    """Ask once more after the last pair, so that its judgement can be undone too."""
    say_inline("That was the last pair. Enter to finish, undo [z]: ")
    return "undo" if _KEYS.get(sys.stdin.readline().strip().casefold()) == "undo" else "quit"


def _reason(why: str) -> str:
    if not why.strip():
        raise UsageFault(
            "U272", "A judgement needs its reason.", help="Give it in a few words with --why TEXT."
        )
    return why.strip()


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"
