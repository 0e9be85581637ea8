"""Answers are kept by all that they depend on, and what is kept is checked like an answer from the model."""

import json
import stat

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract_analysed
from crackdown.loaders.llm import reader as llm_reader


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_text_is_asked_about_once(endpoint, reader, document):
    first, again = reader().read(document), reader().read(document)
    assert len(endpoint.asked) == 1
    assert first == again


@pytest.mark.parametrize("change", ["model", "mode", "text"])
def test_another_question_is_another_answer(endpoint, reader, document, change):
    reader().read(document)
    other = Document.from_text(document.text + "\n", name=document.id) if change == "text" else document
    settings = {"model": "another"} if change == "model" else {}
    reader("open" if change == "mode" else "link", **settings).read(other)
    assert len(endpoint.asked) == 2


def test_bad_answers_are_not_kept(endpoint, reader, document, tmp_path):
    endpoint.answers(lambda _: "no")
    reader().read(document)
    assert files(tmp_path / "cache") == []


def test_files_are_whole_private_and_without_the_key(endpoint, reader, document, tmp_path):
    reader(key="sk-test-1234").read(document)
    (file,) = files(tmp_path / "cache")
    assert json.loads(file.read_text()) == {"operations": []}
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize("content", ["{", "[]", '{"operations": 1}', "[" * 200_000])
def test_a_damaged_file_is_asked_again(endpoint, reader, document, tmp_path, warnings, content):
    reader().read(document)
    (file,) = files(tmp_path / "cache")
    file.write_text(content)
    assert "test-model" in reader().read(document).notes[-1]
    assert len(endpoint.asked) == 2
    assert warnings == []


def test_a_forged_file_brings_nothing_in(endpoint, reader, document, tmp_path):
    reader().read(document)
    (file,) = files(tmp_path / "cache")
    file.write_text('{"operations": [{"kind": "arrest", "trigger": "K2", "persons": "N77", "date": "2020-01-01"}]}')
    dates = [operation.date for operation in reader().read(document).operations]
    assert "2020-01-01" not in dates


def test_a_folder_that_cannot_be_written_is_said_once(endpoint, reader, document, tmp_path, warnings):
    (tmp_path / "file").touch()
    asking = reader(folder=tmp_path / "file")
    assert asking.read(document) == asking.read(document)
    assert len(warnings) == 1
    assert str(tmp_path / "file") in warnings[0]


def test_the_plan_knows_what_was_answered(endpoint, reader, document):
    unread = Document.from_text("ଅନଲାଇନ୍ ଠକେଇ ଅଭିଯୋଗରେ ପୋଲିସ ବାର ଜଣଙ୍କୁ ଗିରଫ କରିଛି।")
    prices = {"price_in": 1.0, "price_out": 4.0}
    before = reader(**prices).plan([document, unread])
    reader().read(document)
    after = reader(**prices).plan([document, unread])
    assert (before.asked, before.cached, before.unread) == (1, 0, 1)
    assert (after.asked, after.cached, after.unread) == (0, 1, 1)
    assert before.cost is not None
    assert before.cost > 0
    assert after.cost == 0


def test_the_plan_asks_nothing(endpoint, reader, document):
    reader().plan([document])
    assert endpoint.asked == []


def test_a_fault_of_the_built_in_reader_does_not_end_the_plan(reader, document, monkeypatch):
    def fails_on_some(given):
        if given.id == "bad":
            raise ZeroDivisionError
        return extract_analysed(given)

    monkeypatch.setattr(llm_reader, "extract_analysed", fails_on_some)
    assert reader().plan([Document.from_text("Any.", name="bad"), document]).asked == 1


def test_the_estimate_covers_what_is_sent(endpoint, reader, document):
    batch = reader().plan([document])
    reader().read(document)
    (asked,) = endpoint.asked
    sent = sum(len(message["content"]) for message in asked["messages"])
    assert sent / 5 < batch.tokens_in < sent


def test_the_record_without_a_model_is_untouched(document):
    assert "read_by" not in extract(document).to_json()
