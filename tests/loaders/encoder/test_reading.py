"""The encoder is loaded once, reads the same in threads and forked processes, and says what it lacks."""

from __future__ import annotations

import multiprocessing
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from crackdown.checksums import NAME as CHECKSUMS
from crackdown.errors import ReadingUnavailable
from crackdown.loaders.extraction.encoder.files import HEAD, LAYERS, WORDS
from crackdown.loaders.extraction.encoder.reading import Encoder
from crackdown.loaders.training.encoder.export import write_linear
from tests.loaders.encoder.conftest import MODELS

TEXTS = ["police arrested 12 people", "警察逮捕了", "", "the twelve people\n" * 200]


def asked(folder: Path, text: str) -> dict[str, float]:
    return dict(Encoder.load(folder).read(text).added((0, 6), [(7, 15)], (0, 25)))


@pytest.fixture
def copy(weights, tmp_path) -> Path:
    return Path(shutil.copytree(weights, tmp_path / "weights"))


def test_every_model_is_answered(weights):
    found = asked(weights, TEXTS[0])
    assert list(found) == MODELS
    assert len(set(found.values())) == len(MODELS)


def test_words_around_count(weights):
    assert asked(weights, "police arrested 12 people") != asked(weights, "police arrested 12 rats")


def test_is_loaded_once(weights):
    assert Encoder.load(weights) is Encoder.load(weights)


def test_threads_read_the_same(weights):
    alone = [asked(weights, text) for text in TEXTS]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(asked, [weights] * 40, TEXTS * 10))
    assert together == alone * 10


@pytest.mark.parametrize("method", ["spawn", "fork"])
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_other_processes_read_the_same(weights, method):
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system does not {method}")
    alone = [asked(weights, text) for text in TEXTS]
    with ProcessPoolExecutor(1, multiprocessing.get_context(method)) as processes:
        assert list(processes.map(asked, [weights] * len(TEXTS), TEXTS)) == alone


def test_runtime_that_is_not_installed_is_told_of(copy, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ReadingUnavailable, match=r"needs onnxruntime.*install crackdown\[full\].*--reading fast"):
        Encoder.load(copy)


@pytest.mark.parametrize("name", [WORDS, LAYERS, HEAD])
def test_missing_file_is_told_of(copy, name):
    (copy / name).unlink()
    with pytest.raises(ReadingUnavailable, match=rf"{name}: .*missing.*--reading fast"):
        Encoder.load(copy)


@pytest.mark.parametrize("name", [WORDS, LAYERS, HEAD])
@pytest.mark.parametrize("share", [0.0, 0.4, 0.98])
def test_cut_file_is_told_of(copy, name, share):
    whole = (copy / name).read_bytes()
    (copy / name).write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(ReadingUnavailable, match=rf"{name}: .*cannot use.*--reading fast"):
        Encoder.load(copy)


@pytest.mark.parametrize("name", [WORDS, LAYERS, HEAD])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_file_that_lost_a_bit_is_told_of(copy, name, share):
    data = bytearray((copy / name).read_bytes())
    data[int(share * len(data))] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(
        ReadingUnavailable, match=rf"{name}: .*cannot use .*was altered.*install crackdown\[full\] anew"
    ):
        Encoder.load(copy)


@pytest.mark.parametrize("left", ["", "0" * 64 + "  other.npz\n"])
def test_file_without_a_checksum_is_told_of(copy, left):
    (copy / CHECKSUMS).write_text(left)
    with pytest.raises(ReadingUnavailable, match=rf"{WORDS}: .*{CHECKSUMS} beside it does not name it"):
        Encoder.load(copy)


@pytest.mark.parametrize("name", [WORDS, HEAD])
def test_file_of_something_else_is_told_of(copy, name):
    np.save(copy / "other.npy", np.zeros(3))
    shutil.move(copy / "other.npy", copy / name)
    with pytest.raises(ReadingUnavailable, match=rf"{name}: .*cannot use"):
        Encoder.load(copy)


def test_linear_weights_are_the_mean(tmp_path):
    path = write_linear([{"role": {"bias": 1.0, "a": 0.5}}, {"role": {"bias": 2.0, "b": 0.0004}, "kind": {}}], tmp_path)
    assert path.read_text() == '{\n"kind": {},\n"role": {\n"a": 0.25,\n"bias": 1.5\n}\n}\n'
