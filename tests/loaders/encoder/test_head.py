"""What a question's words add is what the trained head says, in 16 bits; what is remembered changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from crackdown.loaders.extraction.encoder.head import Head, Heard, read_head
from crackdown.loaders.extraction.encoder.pieces import Pieces
from crackdown.loaders.training.encoder.export import write_head
from tests.loaders.encoder.conftest import HIDDEN, MODELS, head_state


@pytest.fixture(scope="module")
def head(tmp_path_factory) -> Head:
    return read_head(write_head(head_state(), MODELS, tmp_path_factory.mktemp("head"), share=1.0))


@pytest.fixture(scope="module")
def states() -> np.ndarray:
    return np.random.default_rng(3).normal(0, 1, (10, HIDDEN)).astype(np.float32)


@pytest.fixture
def heard(head, states) -> Heard:
    """A text of ten pieces of four characters."""
    starts = np.arange(0, 40, 4)
    return Heard(Pieces(np.arange(10), starts, starts + 4), states, head)


def by_formula(anchor: np.ndarray, candidate: np.ndarray, sentence: np.ndarray) -> dict[str, float]:
    state = head_state()
    found = {}
    for number, model in enumerate(MODELS):
        name = state["names.weight"][number]
        joined = np.concatenate([anchor, candidate, anchor * candidate, sentence, name])
        inner = np.maximum(state["inner.weight"] @ joined + state["inner.bias"], 0)
        found[model] = float(inner @ state["out.weight"][number])
    return found


def test_added_is_what_the_head_says(heard, states):
    wanted = by_formula(states[1], states[4:6].mean(0), states.mean(0))
    assert heard.added((4, 8), [(16, 24)], (0, 40)) == pytest.approx(wanted, abs=0.02)


def test_first_mention_counts(heard):
    assert heard.added((4, 8), [(16, 24), (30, 32)], (0, 40)) == heard.added((4, 8), [(16, 24)], (0, 40))
    assert heard.added((4, 8), [(30, 32), (16, 24)], (0, 40)) != heard.added((4, 8), [(16, 24)], (0, 40))


def test_order_of_questions_does_not_matter(heard, head, states):
    """A span may be anchor, candidate and sentence in turn."""
    spans = [(4, 8), (16, 24), (0, 40)]
    asked = [(a, b, c) for a in spans for b in spans for c in spans]
    forth = {places: heard.added(places[0], [places[1]], places[2]) for places in asked}
    for places in reversed(asked):
        assert heard.added(places[0], [places[1]], places[2]) == forth[places]
        wanted = by_formula(*(states[start // 4 : end // 4].mean(0) for start, end in places))
        assert forth[places] == pytest.approx(wanted, abs=0.02)


def test_half_is_half(head, tmp_path):
    half = read_head(write_head(head_state(), MODELS, tmp_path))
    assert np.allclose(half.out, head.out / 2, atol=1e-3)
    assert np.array_equal(half.anchor, head.anchor)


def test_same_head_gives_the_same_bytes(tmp_path):
    first = write_head(head_state(), MODELS, tmp_path).read_bytes()
    assert write_head(head_state(), MODELS, tmp_path).read_bytes() == first
