"""The sample announcements are read fast no worse than when docs/quality.md was written (`make quality`)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crackdown.intake.loading import sample_folder
from crackdown.loaders import extract, read_documents
from crackdown.loaders.training.fitting import load_gold
from crackdown.loaders.training.scoring import Tally, score

HERE = Path(__file__).parent
SLACK = 0.01


@pytest.fixture(scope="module")
def tally() -> Tally:
    tally = Tally()
    for path in sorted((HERE / "gold").glob("*.json")):
        (document,) = read_documents([sample_folder() / f"{path.stem}.txt"])
        assert not isinstance(document, Exception)
        score(tally, json.loads(path.read_text(encoding="utf-8")), json.loads(extract(document).to_json()))
    return tally


def test_examples_are_read_as_well_as_before(tally: Tally) -> None:
    reached = json.loads((HERE / "reached.json").read_text(encoding="utf-8"))["examples_f1_fast"]
    f1 = tally.figures()[2]
    assert f1 >= reached - SLACK, f"F1 on the examples fell from {reached:.3f} to {f1:.3f}; see docs/quality.md"


def test_languages_that_training_never_saw_are_read_as_well_as_before() -> None:
    reached = json.loads((HERE / "reached.json").read_text(encoding="utf-8"))["untrained_f1_fast"]
    tally = Tally()
    for gold, document in load_gold(HERE / "untrained"):
        score(tally, gold, json.loads(extract(document).to_json()))
    f1 = tally.figures()[2]
    assert f1 >= reached - SLACK, f"F1 fell from {reached:.3f} to {f1:.3f}; see docs/quality.md"
