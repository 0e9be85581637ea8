"""Calibrated confidence: of the facts given 0.8, about eight in ten are right.

The models' own figures say how sure a link is once everything before it was read well. `calibration.json` maps them, by
sort of fact, to how often such facts proved right in gold announcements that the models were not trained on
(`crackdown.loaders.training.calibration`).
"""

from __future__ import annotations

from bisect import bisect_right
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from crackdown.graph.announcement.record import Evidence, EvidenceMap, Record
from crackdown.loaders.extraction.models.in_use import InUse

CURVES: Final = Path(__file__).with_name("calibration.json")  # of the fast way of reading
HIGH = 0.9  # facts from here on are called sure
Curves = dict[str, list[tuple[float, float]]]  # sort of fact: points (figure of the model, share that is right)

# The sorts of fact of the record itself and of what it lists, by the key of their evidence.
RECORD_FACTS = {"announced_by": "announced_by", "countries": "country"}
FACTS = {
    "officials": {"name": "official", "rank": "official.rank", "role": "official.role", "agency": "official.agency"},
    "agencies": {"name": "agency", "country": "agency.country", "parent": "agency.parent"},
    "airports": {"name": "airport"},
    "operations": {
        "kind": "op.kind", "date": "op.date", "persons": "op.persons", "women": "op.women", "men": "op.men",
        "country": "op.country", "destination": "op.destination", "nationalities": "op.nationality",
        "airports": "op.airport", "agencies": "op.agency", "partners": "op.partner", "officials": "op.official",
        "offences": "op.offence",
    },
}  # fmt: skip


def load_calibration() -> Curves:
    """Load the curves, by sort of fact: those of the way in which this process reads (`reading.py`)."""
    return _CURVES.get()


def calibrate_by(path: Path) -> None:
    """Use the curves of a file from now on."""
    _CURVES.take_from(path)


def calibrated_here_by(path: Path) -> AbstractContextManager[None]:
    """Use the curves of a file for one text: in this thread alone, while others use what they did."""
    return _CURVES.here(path)


def other_calibration(curves: Curves) -> AbstractContextManager[None]:
    """Use other curves for a while; none at all leaves the models' own figures."""
    return _CURVES.instead(curves)


def _parsed(found: dict[str, list[tuple[float, float]]]) -> Curves:
    return {fact: [(x, y) for x, y in points] for fact, points in found.items()}


_CURVES: Final[InUse[Curves]] = InUse(CURVES, _parsed)


def calibrated(fact: str, figure: float) -> float:
    """Map a model's figure to the share of such facts that is right; a sort without a curve keeps the figure."""
    return _mapped(load_calibration().get(fact), figure)


def _mapped(points: list[tuple[float, float]] | None, figure: float) -> float:
    if not points:
        return figure
    after = bisect_right(points, (figure, 2.0))
    if after == 0:
        return points[0][1]
    if after == len(points):
        return points[-1][1]
    (x, y), (other_x, other_y) = points[after - 1], points[after]
    return round(y + (other_y - y) * (figure - x) / (other_x - x), 2)


def calibrate(record: Record) -> None:
    """Calibrate the confidence of every fact of a record, in place."""
    curves = load_calibration()
    _calibrate_all(record.evidence, RECORD_FACTS, curves)
    for key, facts in FACTS.items():
        for item in getattr(record, key):
            _calibrate_all(item.evidence, facts, curves)


def _calibrate_all(evidence: EvidenceMap, facts: dict[str, str], curves: Curves) -> None:
    for key, found in evidence.items():
        if key in facts:
            points = curves.get(facts[key])
            for one in [found] if isinstance(found, Evidence) else found.values():
                one.confidence = _mapped(points, one.confidence)
