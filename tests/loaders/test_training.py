"""Training: the same texts give the same weights, for every model that reading asks."""

from __future__ import annotations

import pytest

from crackdown.loaders.extraction.models.calibration import calibrated, other_calibration
from crackdown.loaders.extraction.models.linear import Weights, load_weights
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.calibration import fit_calibration
from crackdown.loaders.training.fitting import load_gold, train
from crackdown.loaders.training.folds import Announcements, fold_of, read_with

TEXTS = 60


@pytest.fixture(scope="module")
def announcements() -> Announcements:
    return [pair for pair in load_gold(ANNOUNCEMENTS) if pair[0]["language"] == "en"][:TEXTS]


@pytest.fixture(scope="module")
def weights(announcements: Announcements) -> Weights:
    return train(announcements)


def test_same_texts_give_the_same_weights(announcements: Announcements, weights: Weights) -> None:
    assert train(announcements) == weights


def test_every_model_that_ships_is_trained(weights: Weights) -> None:
    assert set(weights) == set(load_weights())


def test_trained_models_read_operations(announcements: Announcements, weights: Weights) -> None:
    reported = [(gold, document) for gold, document in announcements if gold["operations"]]
    read = [reading for reading in read_with(weights, reported) if reading.record["operations"]]
    assert len(read) > len(reported) * 0.8


def test_reading_with_other_weights_leaves_those_that_ship(announcements: Announcements) -> None:
    before = {model: dict(found) for model, found in load_weights().items()}
    read_with({}, announcements[:2])
    assert load_weights() == before


def test_every_gold_quote_of_an_official_stands_in_its_text() -> None:
    for gold, document in load_gold(ANNOUNCEMENTS):
        for official in gold["officials"]:
            quote = official["evidence"]["name"]
            assert quote.partition("@")[0] in document.text, (gold["id"], quote)


def test_all_folds_are_used() -> None:
    assert len({fold_of(f"announcement-{number}", 5) for number in range(100)}) == 5


def test_surer_facts_are_right_more_often() -> None:
    judged = [("op.kind", 0.3, False)] * 60 + [("op.kind", 0.3, True)] * 20 + [("op.kind", 0.9, True)] * 80
    with other_calibration(fit_calibration(judged)):
        low, middle, high = (calibrated("op.kind", figure) for figure in (0.3, 0.6, 0.9))
    assert low == pytest.approx(0.25, abs=0.03)
    assert high > 0.95
    assert low < middle < high


def test_one_figure_for_all_gives_one_point() -> None:
    judged = [("airport", 0.9, index % 20 > 0) for index in range(400)]
    with other_calibration(fit_calibration(judged)):
        assert calibrated("airport", 0.9) == pytest.approx(0.95, abs=0.01)
