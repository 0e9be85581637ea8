"""The sections of docs/quality.md, each from readings."""

from __future__ import annotations

import platform
import re
import time
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.models.calibration import HIGH, calibrated, other_calibration
from crackdown.loaders.training.calibration import fit_calibration
from crackdown.loaders.training.folds import Reading, fold_of
from crackdown.loaders.training.scoring import KEY_FACTS, Tally, score

_SURE = (HIGH, 0.8, 0.7, 0.6, 0.5, 0.4, 0.0)  # lower ends of the calibration table's rows
_ROUNDS = 3  # the first one also loads each language
_WEAK = 6  # facts and languages named as the weakest
_MANY = 40  # facts of a sort that say something about it
_TABLE = ("precision", "recall", "F1", "key facts F1")


def tally_of(readings: Iterable[Reading]) -> Tally:
    """Score readings together."""
    tally = Tally()
    for reading in readings:
        score(tally, reading.gold, reading.record)
    return tally


def half(readings: list[Reading], which: int) -> list[Reading]:
    """Give the readings of texts that were looked at during development (0), or never (1)."""
    return [reading for reading in readings if fold_of(reading.gold["id"], 2) == which]


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
    empty = [reading for reading in readings if not reading.gold["operations"]]
    invented = sum(len(reading.record["operations"]) for reading in empty)
    near, quoted = overlapping(readings)
    return "\n".join(
        [
            _head("", "texts", *_TABLE),
            *table,
            "",
            f"{len(empty)} of the training texts hold no operation; in them {invented} were read. Of {quoted} facts\n"
            f"that are right and have words in the gold, {near / quoted:.3f} have a quote that overlaps those words.",
        ]
    )


def _figures(tally: Tally) -> list[float]:
    return [*tally.figures(), tally.figures(KEY_FACTS)[2]]


def overlapping(readings: list[Reading]) -> tuple[int, int]:
    """Count the right facts whose quote overlaps the gold's own words, and those that can be compared."""
    near = quoted = 0
    for reading in readings:
        for _, words, evidence in tally_of([reading]).quoted:
            spans = [found.span() for found in re.finditer(re.escape(re.sub(r"@\d+$", "", words)), reading.text)]
            quoted += 1
            near += any(start < evidence["end"] and evidence["start"] < end for start, end in spans)
    return near, quoted


def by_fact(readings: list[Reading]) -> str:
    """Tabulate the sorts of fact."""
    whole, unseen = tally_of(readings), tally_of(half(readings, 1))
    rows = [
        _row([f"`{fact}`", *whole.figures([fact]), unseen.figures([fact])[2], whole.found[fact] + whole.missed[fact]])
        for fact in sorted(whole.found | whole.wrong | whole.missed)
    ]
    return "\n".join([_head("", "precision", "recall", "F1", "F1, never looked at", "facts"), *rows])


def by_language(readings: list[Reading]) -> str:
    """Tabulate the languages."""
    groups = _languages(readings)
    rows = [_row([code, len(found), *_figures(tally_of(found))]) for code, found in sorted(groups.items())]
    return "\n".join([_head("", "texts", *_TABLE), *rows])


def _languages(readings: list[Reading]) -> dict[str, list[Reading]]:
    groups: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.gold["language"].split("-")[0]].append(reading)
    return groups


def calibration(readings: list[Reading]) -> str:
    """Tabulate how often facts of a confidence are right; the curves come from the other half of the texts."""
    judged: list[tuple[float, bool]] = []
    for side in (0, 1):
        curves = fit_calibration(tally_of(half(readings, 1 - side)).judged)
        with other_calibration(curves):
            found = tally_of(half(readings, side)).judged
            judged += [(calibrated(fact, figure), is_right) for fact, figure, is_right in found]
    rows = []
    for at, low in enumerate(_SURE):
        high = _SURE[at - 1] if at else 1.01
        inside = [(sure, is_right) for sure, is_right in judged if low <= sure < high]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            rows.append(_row([f"{low:.1f}–{min(high, 1.0):.1f}", len(inside), mean, right]))
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
    groups = {code: tally_of(found).figures()[2] for code, found in _languages(readings).items()}
    languages = sorted(groups, key=lambda code: groups[code])[:_WEAK]
    return "\n".join(
        [
            "- Facts read worst: " + ", ".join(f"`{fact}` {tally.figures([fact])[2]:.2f}" for fact in worst) + ".",
            "- Most errors, missed and wrong: "
            + ", ".join(f"`{fact}` {tally.missed[fact]} + {tally.wrong[fact]}" for fact in lost)
            + ".",
            "- Languages read worst: " + ", ".join(f"{code} {groups[code]:.2f}" for code in languages) + ".",
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
