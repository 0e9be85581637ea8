"""A contradiction is told in words: what is said, and the axioms by which it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from crackdown import ontology
from crackdown.ontology import explain_in_words, reasoning

SPOILT = Path(__file__).parent / "spoilt"
TOLD = {
    "two-numbers": ["o/all: number: '312'", "o/all: number: '313'", "a thing has one “number” at most"],
}  # fmt: skip

pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(not reasoning.has_reasoner(), reason="HermiT needs Java, and there is none on the PATH"),
]


@pytest.mark.parametrize(("stem", "told"), TOLD.items(), ids=TOLD)
def test_a_contradiction_is_told_with_its_rules_and_nothing_else(stem: str, told: list[str]) -> None:
    lines = explain_in_words(Graph().parse(SPOILT / f"{stem}.ttl")).splitlines()
    points = [line.removeprefix("  - ") for line in lines if line.startswith("  - ")]
    assert len(points) == len(told)
    assert all(any(point.endswith(words) for point in points) for words in told)


def test_nothing_is_told_of_what_is_well() -> None:
    assert explain_in_words(Graph()) == ""


def test_the_package_gives_the_ontology_as_classes() -> None:
    deportation = ontology.world()["https://w3id.org/crackdown/ontology#Operation"]
    assert "operation" in [str(one) for one in deportation.label]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'worlds'"):
        ontology.worlds  # noqa: B018
