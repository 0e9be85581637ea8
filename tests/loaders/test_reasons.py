"""Each fact has the reason for which it was accepted: its recogniser, or its model with what that weighed."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from crackdown.graph.announcement.record import Evidence
from crackdown.loaders import explain
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.models.calibration import calibrated, other_calibration
from crackdown.loaders.extraction.models.linear import (
    Features,
    Together,
    contributions,
    load_weights,
    other_weights,
    probability,
    squashed,
)
from crackdown.loaders.extraction.models.places import listening
from crackdown.loaders.extraction.models.reasons import Reason
from crackdown.loaders.extraction.record.assembly import assemble
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language

TEXT = (
    "PHNOM PENH, 9 February 2026 - The General Department of Immigration said that it had deported a total of 740 "
    "foreigners.\nOn 8 February 2026 it deported 428 foreigners, including 26 women. The same day it deported 312 "
    "Chinese nationals, who left from Techo International Airport. Lieutenant General Sok Veasna led the operation.\n"
)


@pytest.fixture(scope="module")
def explained() -> dict[str, tuple[Evidence, Reason | None]]:
    record, reasons = explain(Document.from_text(TEXT))
    return {path: (evidence, reasons.get(path)) for path, evidence in record.iter_evidence()}


def test_every_fact_has_its_reason(explained: dict[str, tuple[Evidence, Reason | None]]) -> None:
    assert len(explained) > 20
    assert [path for path, (_, reason) in explained.items() if reason is None] == []


def test_number_of_an_operation_rests_on_the_model_that_gave_its_confidence(
    explained: dict[str, tuple[Evidence, Reason | None]],
) -> None:
    evidence, reason = next(found for path, found in explained.items() if path.endswith("persons"))
    assert reason is not None
    assert reason.sure is not None
    assert reason.sure.model == "role"
    assert round(min(reason.sure, 0.99), 2) == reason.figure
    assert calibrated("op.persons", reason.figure) == evidence.confidence
    assert reason.needed is not None
    assert reason.sure >= reason.needed


def test_features_that_are_told_are_those_that_make_the_probability(
    explained: dict[str, tuple[Evidence, Reason | None]],
) -> None:
    weighed = [reason for _, reason in explained.values() if reason is not None and reason.sure is not None]
    assert weighed
    for reason in weighed:
        assert reason.sure is not None
        total = sum(weight for _, weight in reason.features(10_000))
        assert 1 / (1 + math.exp(-total)) == pytest.approx(reason.sure)


def test_what_a_total_takes_from_its_parts_says_so() -> None:
    record, reasons = explain(Document.from_text(TEXT))
    (total,) = (number for number, operation in enumerate(record.operations) if operation.parts)
    assert "sums up" in reasons[f"operations[{total}].country"].how


def test_contributions_come_strongest_first_and_repeat_what_is_weighed_twice() -> None:
    with other_weights({"role": {"bias": -0.5, "a": 2.0, "b": -1.0}}):
        sure = probability("role", [Features(["b", "a"]), Together([Features(["b", "unknown"])])])
        assert contributions(sure) == [("a", 2.0), ("b", -2.0), ("bias", -0.5), ("unknown", 0.0)]
        assert probability("role", [Features(["b", "a", "b"])]) == pytest.approx(1 / (1 + math.exp(0.5)))


class Listener:
    """Adds to one model, wherever it is asked."""

    def added(self, *_: object) -> Mapping[str, float]:
        return {"role": 2.5}


def test_what_the_words_themselves_added_is_told_in_words() -> None:
    document, language = Document.from_text(TEXT), load_language("en")
    assert language is not None
    with listening(Listener()):
        analysis = analyse(document, language)
        reasons = analysis.reasons.by_path(assemble(document, analysis, "en"))
    told = [reason.features(10_000) for path, reason in reasons.items() if path.endswith(".persons") and reason.sure]
    assert told
    assert all(("the words around it", 2.5) in found for found in told)
    assert not any(feature.startswith("@") for found in told for feature, _ in found)
    for reason in reasons.values():
        if reason.sure is not None:
            assert squashed(sum(weight for _, weight in reason.features(10_000))) == pytest.approx(reason.sure)


def test_probability_remembers_its_features() -> None:
    found = probability("role", [Features(["noun=people"]), Features(["one=False"])])
    assert (found.model, found.features) == ("role", ("noun=people", "one=False"))
    assert "role" in load_weights()


def test_calibration_keeps_the_reason_and_the_reader_s_own_figure() -> None:
    with other_calibration({"op.persons": [(0.0, 0.11), (1.0, 0.11)]}):
        record, reasons = explain(Document.from_text(TEXT))
    evidence = {path: found for path, found in record.iter_evidence() if path.endswith(".persons")}
    assert {found.confidence for found in evidence.values()} == {0.11}
    assert all(reasons[path].figure not in {None, 0.11} for path in evidence)
