"""A load that is begun again: what is stored already is not read once more, unless anything about it is another."""

from contextlib import closing
from dataclasses import replace

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.graph.storage.store import Store
from crackdown.intake import read_before, reading_processes
from crackdown.intake.loading import Ready, load_all, read_each, sample_folder, write_each
from crackdown.intake.read_before import NAME, ReadBefore
from crackdown.loaders import read_documents

SAMPLES = ("kh-gdi-2026-02-08-en.txt", "kh-mot-2025-12-05-en.txt")


@pytest.fixture
def documents():
    return list(read_documents([sample_folder() / name for name in SAMPLES]))


@pytest.fixture
def folder(tmp_path, documents):
    """Make a store that was loaded once."""
    load(tmp_path / "store", documents)
    return tmp_path / "store"


def load(folder, documents):
    with Store.open(folder) as store, closing(ReadBefore(store)) as before:
        ready = before.await_each(read_each(before.recall(documents)))
        return [(one.told, one.record) for one in before.note(write_each(store.writer(), ready))]


def recalled(folder, documents):
    with Store.open(folder) as store, closing(ReadBefore(store)) as before:
        return list(before.recall(documents))


def test_what_is_stored_comes_with_the_record_that_was_read(folder, documents):
    assert recalled(folder, documents) == list(read_each(documents))


def test_what_could_not_be_read_is_passed_on(folder, documents):
    error = UnreadableAnnouncement("page.pdf: a scan")
    assert recalled(folder, [error, documents[0]])[0] is error


@pytest.mark.parametrize(
    "change",
    [
        {"text": "On Monday 12 people were arrested in Phnom Penh."},
        {"published": "2026-02-12"},
        {"language": "fr"},
        {"title": "Another title"},
        {"sha256": "0" * 64},
    ],
)
def test_a_document_of_which_anything_is_another_is_read(folder, documents, change):
    changed = replace(documents[0], **change)
    assert recalled(folder, [changed, documents[1]])[0] is changed


def test_one_that_was_fetched_at_another_time_is_not(folder, documents):
    (found,) = recalled(folder, [replace(documents[0], retrieved="2026-03-01T00:00:00Z")])
    assert isinstance(found, Ready)
    assert found.document.retrieved == "2026-03-01T00:00:00Z"


def test_another_program_reads_for_itself(folder, documents, monkeypatch):
    monkeypatch.setattr(read_before, "fingerprint", lambda: "another")
    assert recalled(folder, documents) == documents


def test_what_was_withdrawn_from_the_store_is_read(folder, documents):
    with Store.open(folder) as store:
        writer, first = store.writer(), documents[0]
        writer.delete(writer.announcement_of(first.id, first.text, first.origin))
    found = recalled(folder, documents)
    assert found[0] is documents[0]
    assert isinstance(found[1], Ready)


def test_two_versions_in_one_load_are_told_apart(tmp_path, documents):
    first = documents[0]
    corrected = replace(first, text=first.text.replace("312", "313"), sha256="1" * 64)
    load(tmp_path / "store", [first, corrected])
    found = [one for one in recalled(tmp_path / "store", [first, corrected]) if isinstance(one, Ready)]
    assert corrected in [one.document for one in found]
    assert found == list(read_each(one.document for one in found))


@pytest.mark.parametrize("damage", [b"", b"no table", b"SQLite format 3\0" + bytes(200)])
def test_a_damaged_table_costs_time_alone(folder, documents, damage):
    (folder / NAME).write_bytes(damage)
    assert recalled(folder, documents) == documents
    assert {told for told, _ in load(folder, documents)} == {"unchanged"}
    assert all(isinstance(one, Ready) for one in recalled(folder, documents))


def test_a_damaged_record_is_read_again(folder, documents):
    for file in (folder / "records").rglob("*.json"):
        file.write_text("{}", encoding="utf-8")
    assert recalled(folder, documents) == documents


def test_the_command_begun_again_has_no_process_read(tmp_path, monkeypatch, capsys):
    (tmp_path / "notices").mkdir()
    for name in SAMPLES:
        (tmp_path / "notices" / name).write_bytes((sample_folder() / name).read_bytes())
    given = [str(tmp_path / "notices")], tmp_path / "store"
    assert load_all(*given, jobs=2) == 0

    def read(self, document):
        raise AssertionError(f"{document.id} is read once more")

    monkeypatch.setattr(reading_processes._Processes, "begin", read)
    assert load_all(*given, jobs=2) == 0
    assert capsys.readouterr().out.endswith("2 announcements: 2 unchanged\n")
