"""The sample announcements are read fast no worse than when docs/quality.md was written (`make quality`)."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest

from crackdown.intake.loading import sample_folder
from crackdown.loaders import extract, read_documents
from crackdown.loaders.training.fitting import load_gold
from crackdown.loaders.training.scoring import Tally, score

HERE = Path(__file__).parent
SLACK = 0.01
SLACK_OF_FEW = 0.03  # of a language with five or eight texts


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


@pytest.fixture(scope="module")
def untrained() -> dict[str, float]:
    """F1 by language of announcements in languages that training never saw."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for gold, document in load_gold(HERE / "untrained"):
        score(tallies[gold["language"]], gold, json.loads(extract(document).to_json()))
    return {code: tally.figures()[2] for code, tally in tallies.items()}


def test_languages_that_training_never_saw_are_read_as_well_as_before(untrained: dict[str, float]) -> None:
    reached = json.loads((HERE / "reached.json").read_text(encoding="utf-8"))["untrained_f1_fast"]
    assert set(reached) == set(untrained), "a language is new here or gone; run make quality"
    fallen = {code: f1 for code, f1 in untrained.items() if f1 < reached[code] - SLACK_OF_FEW}
    assert not fallen, f"F1 fell by more than {SLACK_OF_FEW}; see docs/quality.md"
    assert mean(untrained.values()) >= mean(reached.values()) - SLACK
