"""Features are named once for each combination of values; what they add up to follows the weights in use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crackdown.loaders.extraction.models.linear import features, names_of, other_weights, probability
from crackdown.loaders.extraction.text.lexicon import load_language


@features
def told(noun: str | None, is_total: bool) -> Iterator[str]:
    yield f"noun={noun}"
    yield f"noun={noun},total={is_total}"


def test_names_are_those_that_training_learns_from() -> None:
    assert names_of([told("people", True), told(None, False)]) == [
        "noun=people", "noun=people,total=True", "noun=None", "noun=None,total=False",
    ]  # fmt: skip


def test_features_found_before_the_weights_changed_are_weighed_anew() -> None:
    given = [told("people", False)]
    for weight in (1.0, -1.0):
        with other_weights({"role": {"bias": 0.5, "noun=people": weight}}):
            found = probability("role", given)
            assert (found > 0.5) is (weight > 0)
            assert found.features == ("noun=people", "noun=people,total=False")


@pytest.mark.parametrize(
    ("code", "name", "text", "found"),
    [
        ("en", "Ann", "Annex, Ann and Ann-Marie; Joann", [(7, 10), (15, 18)]),
        ("en", "U.S.", "the U.S. and U.S.A", [(4, 8)]),
        ("zh", "CIB", "刑事局CIB與XCIB", [(3, 6)]),
    ],
)
def test_a_name_is_found_where_it_stands_by_itself(
    code: str, name: str, text: str, found: list[tuple[int, int]]
) -> None:
    language = load_language(code)
    assert language is not None
    assert list(language.places_of(name, text)) == found
