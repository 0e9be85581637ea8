"""Figures of two ways of reading the same texts."""

from __future__ import annotations

import copy

import pytest

from crackdown.loaders.extraction.models.linear import load_weights
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.encoder.figures import figures_of, gains_of
from crackdown.loaders.training.fitting import load_gold
from crackdown.loaders.training.folds import Reading, read_with

TEXTS = 8


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    found = [pair for pair in load_gold(ANNOUNCEMENTS) if pair[0]["operations"]]
    return read_with(dict(load_weights()), found[:TEXTS])


@pytest.fixture(scope="module")
def without_operations(readings) -> list[Reading]:
    worse = copy.deepcopy(readings)
    for one in worse:
        one.record["operations"].clear()
    return worse


def test_figures_count_each_text_and_each_language(readings):
    figures = figures_of(readings)
    assert figures["texts"] == TEXTS == sum(language["texts"] for language in figures["languages"].values())
    assert figures["invented"] == {"operations": 0, "texts": 0}
    assert 0 < figures["facts"]["operation"]["f1"] <= 1
    assert figures["quotes"]["overlapping"] <= figures["quotes"]["compared"]


def test_facts_of_a_confidence_are_all_counted_once(readings):
    figures = figures_of(readings)
    assert sum(row["facts"] for row in figures["confidence"]) > figures["facts"]["country"]["gold"]
    assert all(row["low"] <= row["mean"] <= row["high"] for row in figures["confidence"])


def test_what_reads_more_gains(readings, without_operations):
    gains = gains_of(without_operations, readings)
    assert 0 < gains["operation"]["low"] <= gains["operation"]["gain"] <= gains["operation"]["high"]
    assert gains["all"]["gain"] > 0


def test_the_same_readings_gain_nothing(readings):
    assert set(gains_of(readings, readings)["all"].values()) == {0.0}


def test_readings_of_other_texts_are_refused(readings):
    with pytest.raises(ValueError, match="not of the same texts"):
        gains_of(readings, readings[1:])
