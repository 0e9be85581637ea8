"""Whoever listens hears where each question of a text stands, and what is added there weighs in every decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from crackdown.graph.announcement.record import Record
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.models.linear import (
    Features,
    Together,
    load_weights,
    other_weights,
    probability,
    shares,
    total_of,
)
from crackdown.loaders.extraction.models.places import Place, about, is_heard, listening
from crackdown.loaders.extraction.record.assembly import assemble
from crackdown.loaders.extraction.text.analysis import Analysis, analyse
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.fitting import Gold, load_gold
from crackdown.loaders.training.gold import choices, examples

TEXT = "BANGKOK, 3 May 2025 - Thai police arrested 12 suspects in Pattaya, police said. They will be tried for fraud."
TEXTS = 40
Span = tuple[int, int]


class Listener:
    """Adds the same everywhere, and writes down what it is asked."""

    def __init__(self, added: Mapping[str, float] | None = None) -> None:
        self.heard: list[tuple[Span, tuple[Span, ...], Span]] = []
        self.models: set[str] = set()
        self._added = added or {}

    def added(self, anchor: Span, mentions: Sequence[Span], sentence: Span) -> Mapping[str, float]:
        self.heard.append((anchor, tuple(mentions), sentence))
        return Asked(self._added, self.models)


class Asked(dict[str, float]):
    """What is added by model, and the models that were asked about."""

    def __init__(self, added: Mapping[str, float], models: set[str]) -> None:
        super().__init__(added)
        self._models = models

    def get(self, model: str, otherwise: float) -> float:  # type: ignore[override]
        self._models.add(model)
        return super().get(model, otherwise)


def analysed(document: Document, code: str) -> Analysis:
    language = load_language(code.split("-", maxsplit=1)[0])
    assert language is not None
    return analyse(document, language)


def read(text: str, code: str = "en") -> Record:
    document = Document.from_text(text)
    return assemble(document, analysed(document, code), code)


@pytest.fixture(scope="module")
def announcements() -> list[tuple[Gold, Document]]:
    """A few of the announcements that teach, of many languages."""
    return load_gold(ANNOUNCEMENTS)[::16][:TEXTS]


def test_where_nobody_listens_there_is_no_place() -> None:
    with listening(Listener()):
        assert is_heard()
        with listening(None):
            assert about((0, 1), [(2, 3)], (0, 9)) == ()
        assert len(about((0, 1), [(2, 3)], (0, 9))) == 1
    assert not is_heard()
    assert about((0, 1), [(2, 3)], (0, 9)) == ()


def test_a_place_keeps_six_mentions_each_once() -> None:
    with listening(Listener()):
        (place,) = about((10, 12), [(40, 41), (20, 21), (40, 41), *((n, n + 1) for n in range(50, 60))], (0, 99))
    assert isinstance(place, Place)
    assert (place.anchor, place.mentions[:2], place.sentence) == ((10, 12), ((40, 41), (20, 21)), (0, 99))
    assert place.names == ("@10-12@40-41,20-21,50-51,51-52,52-53,53-54@0-99",)


def test_what_is_added_counts_in_every_way_of_adding_up_and_is_asked_for_once() -> None:
    listener, given = Listener({"role": 2.0}), Features(["a"])
    with other_weights({"role": {"bias": 0.5, "a": 1.0}, "total": {"a": 1.0}}):
        with listening(listener):
            place = about((0, 1), [(2, 3)], (0, 9))
        assert total_of("role", [given, *place]) == 3.5
        assert total_of("role", [Together([given, *place])]) == 3.5
        assert total_of("total", [given, *place]) == 1.0
        assert probability("role", [given, *place]).features == ("a", "@0-1@2-3@0-9")
        assert shares("role", [[given, *place], [given]])[0] == pytest.approx(0.8808, abs=1e-4)
    assert listener.heard == [((0, 1), ((2, 3),), (0, 9))]


def test_what_is_added_to_one_model_decides() -> None:
    assert [(one.kind, one.persons) for one in read(TEXT).operations] == [("arrest", 12)]
    with listening(Listener({"kind:rescue": 40.0, "kind:arrest": -40.0})):
        assert [(one.kind, one.persons) for one in read(TEXT).operations] == [("rescue", 12)]
    with listening(Listener({"reporting": -40.0})):
        assert read(TEXT).operations == []


def test_a_count_asks_about_the_nearest_word_for_an_action() -> None:
    listener = Listener()
    with listening(listener):
        read(TEXT)
    asked = {
        (TEXT[slice(*anchor)], *(TEXT[slice(*mention)] for mention in found)) for anchor, found, _ in listener.heard
    }
    assert {("12 suspects", "arrested"), ("12 suspects", "fraud"), ("12 suspects", "Thai")} <= asked


def test_nothing_that_was_heard_of_one_reading_is_left_in_another() -> None:
    before = read(TEXT)
    with listening(Listener(dict.fromkeys(load_weights(), -3.0))):
        assert read(TEXT) != before
    with listening(Listener()):
        assert read(TEXT) == before
    assert read(TEXT) == before


def test_every_model_is_asked_with_a_place(announcements: list[tuple[Gold, Document]]) -> None:
    listener = Listener()
    with listening(listener):
        for gold, document in announcements:
            read(document.text, gold["language"])
    assert listener.models == set(load_weights())


def test_every_list_of_features_holds_one_place(announcements: list[tuple[Gold, Document]]) -> None:
    with listening(Listener()):
        for model, names in taught(announcements):
            assert len([name for name in names if name.startswith("@")]) == 1, (model, names)


def test_training_the_models_of_named_features_sees_no_place(announcements: list[tuple[Gold, Document]]) -> None:
    assert [name for _, names in taught(announcements[:10]) for name in names if name.startswith("@")] == []


def taught(announcements: list[tuple[Gold, Document]]) -> Iterator[tuple[str, list[str]]]:
    """Give the lists of features that announcements teach, with the model that learns from them."""
    for gold, document in announcements:
        analysis = analysed(document, gold["language"])
        yield from ((model, names) for model, names, _ in examples(analysis, gold))
        for model, options in choices(analysis, gold):
            yield from ((model, names) for names, _ in options)
