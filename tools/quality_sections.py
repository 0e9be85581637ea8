"""The sections of docs/quality.md, each from what was measured."""

from __future__ import annotations

import platform
import time
from typing import Any, Final

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.reading import Way, reading_with
from crackdown.loaders.training.figures import by_language, confidence, half, invented, overlapping, tally_of
from crackdown.loaders.training.folds import Reading, in_processes
from crackdown.loaders.training.scoring import KEY_FACTS, Tally

_ROUNDS = 3  # the first one also loads each language
_WEAK = 6  # facts and languages named as the weakest
_MANY = 40  # facts of a sort that say something about it
_WAYS: Final[dict[Way, str]] = {"full": "in full", "fast": "fast"}
_TABLE = ("precision", "recall", "F1", "key facts F1")


def overall(examples: dict[Way, list[Reading]], readings: list[Reading], others: list[Reading], folds: int) -> str:
    """Say how well texts are read altogether."""
    rows = [
        *((f"sample announcements, read {_WAYS[way]}", found) for way, found in examples.items()),
        (f"cross-validation, read fast, {folds} folds", readings),
        ("of these, texts looked at while words and rules were written", half(readings, 0)),
        ("of these, texts hardly looked at", half(readings, 1)),
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


def beside(figures: dict[str, Any]) -> str:
    """Tabulate what both ways read of the texts that training held out."""
    fast, full = figures["fast"], figures["full"]
    both = [("all facts", fast["all"], full["all"]), ("key facts", fast["key"], full["key"])]
    both += [(f"`{fact}`", fast["facts"][fact], full["facts"][fact]) for fact in sorted(full["facts"])]
    both += [(code, fast["languages"][code], full["languages"][code]) for code in sorted(full["languages"])]
    rows = [
        _row([name, one["f1"], other["f1"], f"{other['f1'] - one['f1']:+.3f}", other["precision"], other["recall"]])
        for name, one, other in both
    ]
    near = [f"{one['quotes']['overlapping'] / one['quotes']['compared']:.3f}" for one in (fast, full)]
    invented = [f"{one['invented']['operations']}" for one in (fast, full)]
    head = _head("", "fast: F1", "full: F1", "difference", "full: precision", "recall")
    return "\n".join(
        [
            head,
            *rows,
            "",
            "Drawn again a thousand times, the texts have the full way gain, nineteen times of twenty,",
            "{low:+.3f} to {high:+.3f} in all facts,".format_map(figures["gains"]["all"]),
            "{low:+.3f} to {high:+.3f} in key facts.".format_map(figures["gains"]["key"]),
            f"Quotes that overlap the gold's own words: {near[0]} fast, {near[1]} in full. Operations read in texts\n"
            f"that hold none: {invented[0]} fast, {invented[1]} in full.",
        ]
    )


def sure(figures: dict[str, Any]) -> str:
    """Tabulate how often facts of a confidence are right, by the figures that training left."""
    rows = [
        _row([f"{one['low']:.1f}–{one['high']:.1f}", one["facts"], float(one["mean"]), float(one["right"])])
        for one in figures["confidence"]
    ]
    return "\n".join([_head("confidence", "facts", "mean confidence", "share that is right"), *rows])


def by_fact(readings: list[Reading]) -> str:
    """Tabulate the sorts of fact."""
    whole, unseen = tally_of(readings), tally_of(half(readings, 1))
    rows = [
        _row([f"`{fact}`", *whole.figures([fact]), unseen.figures([fact])[2], whole.found[fact] + whole.missed[fact]])
        for fact in sorted(whole.found | whole.wrong | whole.missed)
    ]
    return "\n".join([_head("", "precision", "recall", "F1", "F1, hardly looked at", "facts"), *rows])


def languages(readings: list[Reading]) -> str:
    """Tabulate the languages."""
    rows = [_row([code, len(found), *_figures(tally_of(found))]) for code, found in by_language(readings).items()]
    return "\n".join([_head("", "texts", *_TABLE), *rows])


def untrained(readings: dict[Way, list[Reading]]) -> str:
    """Tabulate languages that training never saw, in both ways."""
    ways = {way: {"all": found, **by_language(found)} for way, found in readings.items()}
    head = _head("", "texts", *(f"{_WAYS[way]}: {name}" for way in ("fast", "full") for name in ("F1", "key facts F1")))
    rows = [
        _row([code, len(found), *_figures(tally_of(found))[2:], *_figures(tally_of(ways["full"][code]))[2:]])
        for code, found in ways["fast"].items()
    ]
    return "\n".join([head, *rows])


def calibration(readings: list[Reading]) -> str:
    """Tabulate how often facts of a confidence are right; the curves come from the other half of the texts."""
    rows = [_row([f"{one.low:.1f}–{one.high:.1f}", one.facts, one.mean, one.right]) for one in confidence(readings)]
    return "\n".join([_head("confidence", "facts", "mean confidence", "share that is right"), *rows])


def speed(documents: list[Document]) -> str:
    """Read texts one after another with what ships, in a process that holds nothing else, and say how fast."""
    seconds: dict[Way, float] = {}
    for way in _WAYS:
        (seconds[way],) = in_processes(_seconds_to_read, [(way, documents)])
    fast, full = (len(documents) / seconds[way] for way in ("fast", "full"))
    characters = sum(len(document.text) for document in documents) / len(documents)
    return (
        f"Fast {fast:.0f} announcements a second on one core, in full {full:.0f} ({platform.machine()}, Python\n"
        f"{platform.python_version()}), texts of {characters:,.0f} characters on average, all data loaded."
    )


def _seconds_to_read(task: tuple[Way, list[Document]]) -> float:
    """Give the time of a processor that texts take in the quickest of some rounds."""
    way, documents = task
    with reading_with(way):
        return min(_round(documents) for _ in range(_ROUNDS))


def _round(documents: list[Document]) -> float:
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
    """Tabulate how well texts hardly looked at are read by models trained on ever more of the others."""
    rows = [_row([texts, *_figures(tally)]) for texts, tally in points]
    return "\n".join([_head("training texts", *_TABLE), *rows])
