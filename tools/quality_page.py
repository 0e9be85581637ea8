"""The sections of docs/quality.md, each from readings."""

from __future__ import annotations

import platform
import time
from typing import Any

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.training.figures import by_language, confidence, half, invented, overlapping, tally_of
from crackdown.loaders.training.folds import Reading
from crackdown.loaders.training.scoring import KEY_FACTS, Tally

_ROUNDS = 3  # the first one also loads each language
_WEAK = 6  # facts and languages named as the weakest
_MANY = 40  # facts of a sort that say something about it
_TABLE = ("precision", "recall", "F1", "key facts F1")


def overall(examples: list[Reading], readings: list[Reading], others: list[Reading], folds: int) -> str:
    """Say how well texts are read altogether."""
    rows = [
        ("sample announcements", examples),
        (f"cross-validation, {folds} folds", readings),
        ("of these, texts looked at while words and rules were written", half(readings, 0)),
        ("of these, texts never looked at", half(readings, 1)),
        ("further announcements, by other hands, likewise", others),
    ]
    table = [_row([name, len(found), *_figures(tally_of(found))]) for name, found in rows]
    read, empty = invented(readings)
    near, quoted = overlapping(readings)
    return "\n".join(
        [
            _head("", "texts", *_TABLE),
            *table,
            "",
            f"{empty} of the training texts hold no operation; in them {read} were read. Of {quoted} facts\n"
            f"that are right and have words in the gold, {near / quoted:.3f} have a quote that overlaps those words.",
        ]
    )


def _figures(tally: Tally) -> list[float]:
    return [*tally.figures(), tally.figures(KEY_FACTS)[2]]


def by_fact(readings: list[Reading]) -> str:
    """Tabulate the sorts of fact."""
    whole, unseen = tally_of(readings), tally_of(half(readings, 1))
    rows = [
        _row([f"`{fact}`", *whole.figures([fact]), unseen.figures([fact])[2], whole.found[fact] + whole.missed[fact]])
        for fact in sorted(whole.found | whole.wrong | whole.missed)
    ]
    return "\n".join([_head("", "precision", "recall", "F1", "F1, never looked at", "facts"), *rows])


def languages(readings: list[Reading]) -> str:
    """Tabulate the languages."""
    rows = [_row([code, len(found), *_figures(tally_of(found))]) for code, found in by_language(readings).items()]
    return "\n".join([_head("", "texts", *_TABLE), *rows])


def calibration(readings: list[Reading]) -> str:
    """Tabulate how often facts of a confidence are right; the curves come from the other half of the texts."""
    rows = [_row([f"{one.low:.1f}–{one.high:.1f}", one.facts, one.mean, one.right]) for one in confidence(readings)]
    return "\n".join([_head("confidence", "facts", "mean confidence", "share that is right"), *rows])


def speed(documents: list[Document]) -> str:
    """Read texts one after another with the models that ship, and say how fast; the quickest of some rounds counts."""
    seconds = min(_seconds_to_read(documents) for _ in range(_ROUNDS))
    characters = sum(len(document.text) for document in documents) / len(documents)
    return (
        f"{len(documents) / seconds:.0f} announcements a second on one core ({platform.machine()}, Python\n"
        f"{platform.python_version()}), texts of {characters:,.0f} characters on average, the language's data loaded."
    )


def _seconds_to_read(documents: list[Document]) -> float:
    started = time.process_time()
    for document in documents:
        extract(document)
    return time.process_time() - started


def weak_spots(readings: list[Reading]) -> str:
    """Name the weakest facts and languages."""
    tally = tally_of(readings)
    facts = [f for f in tally.found | tally.wrong | tally.missed if tally.found[f] + tally.missed[f] >= _MANY]
    worst = sorted(facts, key=lambda fact: tally.figures([fact])[2])[:_WEAK]
    lost = sorted(facts, key=lambda fact: tally.missed[fact] + tally.wrong[fact], reverse=True)[:_WEAK]
    groups = {code: tally_of(found).figures()[2] for code, found in by_language(readings).items()}
    worst_read = sorted(groups, key=lambda code: groups[code])[:_WEAK]
    return "\n".join(
        [
            "- Facts read worst: " + ", ".join(f"`{fact}` {tally.figures([fact])[2]:.2f}" for fact in worst) + ".",
            "- Most errors, missed and wrong: "
            + ", ".join(f"`{fact}` {tally.missed[fact]} + {tally.wrong[fact]}" for fact in lost)
            + ".",
            "- Languages read worst: " + ", ".join(f"{code} {groups[code]:.2f}" for code in worst_read) + ".",
        ]
    )


def _head(*columns: str) -> str:
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"


def _row(cells: list[Any]) -> str:
    return "| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |"


def learning_curve(points: list[tuple[int, Tally]]) -> str:
    """Tabulate how well texts never looked at are read by models trained on ever more of the others."""
    rows = [_row([texts, *_figures(tally)]) for texts, tally in points]
    return "\n".join([_head("training texts", *_TABLE), *rows])
