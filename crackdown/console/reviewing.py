"""`crackdown review` and `crackdown judge`: a person decides what is one and what is not."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from crackdown.console.printing import plain
from crackdown.errors import InputError
from crackdown.intake.loading import LOCK_WAIT_SECONDS
from crackdown.intake.report import counted
from crackdown.reading import open_view

if TYPE_CHECKING:
    from crackdown.graph.identity.judgements import Judgement, Verdict
    from crackdown.graph.identity.questions import Question, Told
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.view import View

_KEYS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "undecided"}
_HELP = "[s]ame  [d]ifferent  [u]ndecided  [k] skip  [z] undo the last  [q]uit"


class ThingType(StrEnum):
    """What may be reviewed."""

    operation = "operation"
    official = "official"
    agency = "agency"
    airport = "airport"
    place = "place"


class VerdictChoice(StrEnum):
    """What a person may decide."""

    same = "same"
    different = "different"
    undecided = "undecided"


def list_questions(place: Place, type_: ThingType | None, *, merged: bool, limit: int | None) -> None:
    """Print what is open, one JSON object a line, with both sides' quotes."""
    from crackdown.graph.identity.questions import read_questions, read_told

    with open_view(place) as view:
        for question in read_questions(view, type_=type_, merged=merged, limit=limit):
            sides = {side: [asdict(told) for told in read_told(view, side)] for side in (question.one, question.other)}
            values = {
                "type": question.type, "one": question.one, "other": question.other, "merged": question.is_merged,
                "score": question.score.value, "probability": round(question.score.probability, 3),
                "reasons": dict(question.score.reasons), "told": sides,
            }  # fmt: skip
            print(json.dumps(values, ensure_ascii=False), flush=True)


def review(place: Place, type_: ThingType | None, *, merged: bool, by: str | None) -> None:
    """Ask a person about one pair after the other; each answer is kept at once."""
    from crackdown.graph.identity.questions import read_questions

    judged: list[Question] = []
    with open_view(place) as view:
        questions = read_questions(view, type_=type_, merged=merged)
        print(f"{counted(len(questions), 'question')}. {_HELP}\n")
        position = 0
        while position < len(questions) or judged:
            question = questions[position] if position < len(questions) else None
            if question:
                _show(view, question, f"{position + 1}/{len(questions)}")
            else:
                print("That was the last one: [z] undo it  [q]uit")
            key = _key()
            if key == "q":
                break
            if key == "z" and judged:
                last = judged.pop()
                judge(place, last.one, last.other, None, by=by, why="")
                position = questions.index(last)
                continue
            if question is None:
                continue
            if key in _KEYS:
                print(f"→ {_KEYS[key]}\n")
                judge(place, question.one, question.other, _KEYS[key], by=by, why="")
                judged.append(question)
            elif key != "k":
                print(_HELP)
                continue
            position += 1
    print(f"{counted(len(judged), 'judgement')} kept")


def judge(place: Place, one: str, other: str, verdict: Verdict | None, *, by: str | None, why: str) -> int:
    """Keep one judgement, or take back what was judged of the two; return how many announcements were written again.

    Args:
        place: the store.
        one: a member's IRI or the end of it.
        other: the same of the other.
        verdict: what was decided; None takes it back.
        by: who decided; None where that is who is logged in.
        why: in that person's words.

    Raises:
        NotFound, InputError: it is not clear which two are meant, or they cannot be compared.
    """
    from crackdown.graph.storage.store import Store

    with Store.open(place, create=False, wait_seconds=LOCK_WAIT_SECONDS) as store:
        return len(store.writer().judge(one, other, verdict, by=by or _user(), why=why))


def _user() -> str:
    """Return the name of who is logged in.

    Raises:
        InputError: the system has no name for that number, as in many a container.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # which of them depends on the version of Python
        raise InputError("the system has no name for who runs this; say who decides with --by NAME") from None


def judge_and_tell(place: Place, one: str, other: str, verdict: Verdict | None, *, by: str | None, why: str) -> str:
    """Do the same, and tell what became of it in a sentence.

    Either may be a name that a single member goes by. Two operations that are one by now may be named as before that.
    """
    from crackdown.graph.identity.judgements import read_judgements
    from crackdown.graph.showing.entity import resolve_name

    with open_view(place) as view:
        one, other = (name if "/" in name else resolve_name(view, name) for name in (one, other))
        one, other = _before_they_were_one(view, one, other)
        before = read_judgements(view)
    moved = judge(place, one, other, verdict, by=by, why=why)
    with open_view(place) as view:
        if verdict is None and read_judgements(view) == before:
            return "nothing was judged of the two; crackdown judgements lists what is"
    return f"{'kept' if verdict else 'taken back'}; {counted(moved, 'announcement')} written again"


def _before_they_were_one(view: View, one: str, other: str) -> tuple[str, str]:
    """Return the members by whose IRIs two operations went before they became one; other names as they are.

    Raises:
        InputError: what is named can be no IRI.
    """
    from crackdown.graph.identity.index import Index
    from crackdown.graph.linking.network import network_of
    from crackdown.graph.linking.things import to_iri
    from crackdown.graph.showing.entity import current_id
    from crackdown.graph.term import iri

    index, network = Index(view.engine), network_of(view)
    named = [str(iri(to_iri(name))) for name in (one, other)]
    kept = {to_iri(current_id(view, network, name)) for name in named}
    if len(kept) > 1 or any(index.profile(name) is not None for name in named):
        return one, other
    # Four digits behind the IRI that all who tell the same of an operation share make the IRI of a member.
    members = [[one for one in index.members_of(*kept) if one.rpartition("-")[0] == name] for name in named]
    return (members[0][0], members[1][0]) if [len(each) for each in members] == [1, 1] else (one, other)


def print_judgements(place: Place, *, jsonl: bool, taken_back: bool) -> int:
    """Print what people decided, the latest first, and what contradicts itself; return 1 where something does."""
    from crackdown.graph.identity.index import Index
    from crackdown.graph.identity.judgements import conflicts, read_judgements

    with open_view(place) as view:
        judgements = read_judgements(view, taken_back=taken_back)
        contradicted = conflicts(Index(view.engine), judgements)
        for judgement in judgements:
            if jsonl:
                values = asdict(judgement) | {"contradicted": judgement in contradicted}
                print(json.dumps(values, ensure_ascii=False), flush=True)
            else:
                print(_line(judgement, is_contradicted=judgement in contradicted))
    return 1 if contradicted else 0


def _line(judgement: Judgement, *, is_contradicted: bool) -> str:
    told = f"{judgement.at[:16]} {plain(judgement.by)}: {judgement.verdict}"
    why = f" ({plain(judgement.why)})" if judgement.why else ""
    back = f"; taken back {judgement.taken_back_at[:16]}" if judgement.taken_back_at else ""
    wrong = "\n    contradicted: other judgements make the two one" if is_contradicted else ""
    return f"{told}{why}{back}\n    {_short(judgement.one)}\n    {_short(judgement.other)}{wrong}"


def _show(view: View, question: Question, number: str) -> None:
    from crackdown.graph.identity.questions import read_told

    state = "taken for one" if question.is_merged else "kept apart"
    sure = f"{question.score.probability:.0%} likely one, {state}"
    print(f"{number}  {question.type}, {sure}\n  {question.score}")
    for side in (question.one, question.other):
        print(f"\n  {_short(side)}")
        for told in read_told(view, side):
            print(f"    {_fact(told)}")
    print()


def _fact(told: Told) -> str:
    day = f", {told.published}" if told.published else ""
    return f"{told.fact} {plain(told.value)}: “{plain(told.quote)}”  [{told.announcement}, {told.language}{day}]"


def _key() -> str:
    """Read one key; from a pipe, the first letter of a line."""
    if sys.stdin.isatty():
        try:
            return click.getchar().lower()
        except EOFError:  # Ctrl-D, as good as the end of a pipe
            return "q"
    line = sys.stdin.readline()
    return line.strip()[:1].lower() if line else "q"


def _short(iri: str) -> str:
    from crackdown.graph.linking.things import to_id

    return to_id(iri)


def checked_undo(verdict: VerdictChoice | None, *, undo: bool) -> Verdict | None:
    """Return the verdict to keep; None where judgements are to be taken back.

    Raises:
        InputError: neither or both were asked for.
    """
    if (verdict is None) != undo:
        raise InputError("give a verdict (same, different, undecided) or --undo, one of the two")
    return verdict.value if verdict else None
