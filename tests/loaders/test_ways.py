"""A process reads in one way: as it is told, else in full where that can be had; weights and curves go with it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crackdown.checksums import note_checksum
from crackdown.errors import InputError, ReadingUnavailable
from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import reading
from crackdown.loaders.extraction.models.calibration import CURVES, load_calibration
from crackdown.loaders.extraction.models.linear import WEIGHTS, load_weights, other_weights
from crackdown.loaders.extraction.reading import Unread, heard, reading_with, way

TEXT = "PHNOM PENH, 3 March 2025 - Cambodian police arrested 12 suspects in Sihanoukville and deported 40 foreigners."
LACKING = "ONNX Runtime is not installed"


class StandIn:
    """Stands in for the encoder: it takes the words of every question for a sign against, and reads no long text."""

    def read(self, text: str) -> StandIn:
        if len(text) > 500:
            raise Unread("it is long")
        return self

    def added(self, *_: object) -> dict[str, float]:
        return dict.fromkeys(load_weights(), -20.0)


def write(path: Path, fitted: object) -> None:
    path.write_text(json.dumps(fitted), encoding="utf-8")
    note_checksum(path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of a full way that has the fast one's weights, another curve, and a stand-in for the encoder."""
    for name in reading.FILES:
        (tmp_path / name).touch()
    write(tmp_path / WEIGHTS.name, json.loads(WEIGHTS.read_text(encoding="utf-8")))
    write(tmp_path / CURVES.name, {"country": [[0, 0.5], [1, 0.5]]})
    monkeypatch.setattr(reading, "find_spec", lambda name: name)
    monkeypatch.setattr(reading, "why_not_full", reading.why_not_full.__wrapped__)  # not as it was found before
    monkeypatch.setattr(reading, "_encoder", lambda _: StandIn())
    return tmp_path


def read(text: str = TEXT) -> dict:
    return json.loads(extract(Document.from_text(text)).to_json())


@pytest.mark.parametrize(("told", "lacks", "found"), [
    ("fast", None, "fast"), ("full", None, "full"), (None, None, "full"), ("", None, "full"), (None, LACKING, "fast"),
])  # fmt: skip
def test_way_is_what_was_told_else_full_where_it_can_be_had(monkeypatch, told, lacks, found):
    monkeypatch.setattr(reading, "why_not_full", lambda *_: lacks)
    if told is None:
        monkeypatch.delenv(reading.VARIABLE)
    else:
        monkeypatch.setenv(reading.VARIABLE, told)
    assert way() == found


def test_full_way_that_cannot_be_had_is_refused_with_the_remedy(monkeypatch):
    monkeypatch.setattr(reading, "find_spec", lambda _: None)
    monkeypatch.setattr(reading, "why_not_full", reading.why_not_full.__wrapped__)
    monkeypatch.setenv(reading.VARIABLE, "full")
    with pytest.raises(
        ReadingUnavailable, match=r"CRACKDOWN_READING: ONNX .* pip install 'crackdown\[full\]', or read"
    ):
        way()


def test_unknown_way_is_refused(monkeypatch):
    monkeypatch.setenv(reading.VARIABLE, "quick")
    with pytest.raises(InputError, match=r"CRACKDOWN_READING is 'quick'; give full or fast"):
        extract(Document.from_text(TEXT))


def test_missing_file_is_named(folder):
    (folder / "head.npz").unlink()
    with pytest.raises(ReadingUnavailable, match=r"lacks head\.npz; install"), reading_with("full", folder):
        pass


@pytest.mark.parametrize("name", [WEIGHTS.name, CURVES.name])
def test_weights_that_lost_a_bit_are_not_read_by(folder, name):
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with (
        pytest.raises(ReadingUnavailable, match=rf"{name}: this file cannot be read by \(it was altered.*anew"),
        reading_with("full", folder),
    ):
        read()


def test_full_reading_hears_the_words_and_says_so(folder):
    fast = read()
    assert "reading" not in fast
    with reading_with("full", folder):
        full = read()
    assert full["reading"] == "full"
    assert len(fast["operations"]) == 2
    assert full["operations"] == []


def test_curves_go_with_the_way(folder):
    with reading_with("full", folder):
        assert {one["confidence"] for one in read()["evidence"]["countries"].values()} == {0.5}
    assert {one["confidence"] for one in read()["evidence"]["countries"].values()} != {0.5}


def test_weights_go_with_the_way_and_come_back(folder):
    write(folder / WEIGHTS.name, {"operation": {"bias": -9.0}})
    fast, weights, curves = read(), load_weights(), load_calibration()
    with reading_with("full", folder):
        assert load_weights() == {"operation": {"bias": -9.0}}
        with reading_with("fast"):
            assert read() == fast
        assert load_weights() == {"operation": {"bias": -9.0}}
    assert (load_weights(), load_calibration()) == (weights, curves)
    assert read() == fast


def test_text_that_the_encoder_does_not_read_is_read_as_the_fast_way_does(folder):
    write(folder / WEIGHTS.name, {"operation": {"bias": -9.0}})
    text = TEXT * 5
    fast = read(text)
    with reading_with("full", folder):
        found, short = read(text), read()
    assert len(fast["operations"]) > 1
    assert found.pop("notes") == ["It was read fast: it is long."]
    assert found == {name: value for name, value in fast.items() if name != "notes"}
    assert (short["reading"], short["operations"]) == ("full", [])


def test_threads_beside_a_text_that_is_read_fast_read_in_full(folder):
    with reading_with("full", folder), heard(TEXT * 5) as hearing, ThreadPoolExecutor(1) as other:
        assert hearing.way == "fast"
        assert other.submit(read).result()["reading"] == "full"
        assert other.submit(load_calibration).result() == {"country": [(0, 0.5), (1, 0.5)]}
        assert load_calibration() != {"country": [(0, 0.5), (1, 0.5)]}


def test_other_weights_go_before_those_of_the_way(folder):
    with other_weights({}):
        with reading_with("full", folder):
            assert load_weights() == {}
        assert load_weights() == {}
    assert load_weights()


def test_text_in_a_language_without_a_folder_is_no_full_reading(folder):
    with reading_with("full", folder):
        record = extract(Document.from_text("Politiet anholdt 12 mistænkte i Aarhus den 3. marts 2025.", language="da"))
    assert record.outcome == "partly_read"
    assert record.reading is None
