"""A load that is begun again: what stands in the store is not read once more, unless anything about it is another."""

from contextlib import closing
from dataclasses import replace
from typing import NamedTuple

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.graph.identity import judgements
from crackdown.graph.storage import writer
from crackdown.graph.storage.embedded import EmbeddedBackend
from crackdown.graph.storage.store import Store
from crackdown.intake import read_before
from crackdown.intake.known import Known
from crackdown.intake.loading import Ready, given_of, read, read_each, sample_folder, write_each
from crackdown.intake.read_before import NAME, ReadBefore
from crackdown.loaders import read_documents
from tests.crashes.deeds import freeze_clock

SAMPLES = ("kh-gdi-2026-02-08-en.txt", "kh-mot-2025-12-05-en.txt")


class Load(NamedTuple):
    """What came of a load: what is told of each, which were read for it, and every quad of the store after it."""

    told: list[tuple[object, str]]
    read: list[str]
    quads: list[str]


@pytest.fixture
def documents():
    return list(read_documents([sample_folder() / name for name in SAMPLES]))


@pytest.fixture
def folder(tmp_path, documents):
    """Make a store that was loaded once."""
    load(tmp_path / "store", documents)
    return tmp_path / "store"


def load(folder, documents, *, recalls=True):
    was_read = []

    def note_and_read(document):
        was_read.append(document.id)
        return read(document)

    with Store.open(folder) as store, closing(ReadBefore(folder)) as before:
        recalled = ((before.recall(one) or one) if recalls else one for one in documents)
        ready = before.await_each(read_each(recalled, note_and_read))
        loaded = list(before.note(write_each(store.writer(), ready), store.writer()))
        quads = sorted(map(str, store.engine.quads_for_pattern(None, None, None, None)))
    return Load([(one.summary, one.told) for one in loaded], was_read, quads)


def recalled(folder, documents):
    with closing(ReadBefore(folder)) as before:
        return [before.recall(one) for one in documents]


def record_of(known):
    return known.to_again().to_given().record


def test_what_stands_is_not_read_again_and_stays_as_it_is(folder, documents):
    first = load(folder, documents, recalls=False)
    second = load(folder, documents)
    assert (first.read, second.read) == ([one.id for one in documents], [])
    assert first[::2] == second[::2]
    assert {told for _, told in second.told} == {"unchanged"}


def test_what_is_known_is_what_was_read(folder, documents):
    assert list(map(record_of, recalled(folder, documents))) == [one.record for one in read_each(documents)]


def test_what_could_not_be_read_is_passed_on(folder, documents):
    error = UnreadableAnnouncement("page.pdf: a scan")
    assert next(iter(read_each([error, *recalled(folder, documents)]))) is error


@pytest.mark.parametrize(
    "change",
    [
        {"text": "On Monday 12 people were arrested in Phnom Penh."},
        {"published": "2026-02-12"},
        {"language": "fr"},
        {"title": "Another title"},
        {"sha256": "0" * 64},
        {"id": "another"},
        {"url": "https://a.example/1"},
        {"origin": "https://a.example/1"},
        {"publisher": "Another ministry"},
        {"media_type": "text/html"},
        {"notes": ("Read by OCR",)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_document_of_which_anything_is_another_is_read(folder, documents, change):
    first, second = recalled(folder, [replace(documents[0], **change), documents[1]])
    assert first is None
    assert isinstance(second, Known)


def test_one_that_was_fetched_at_another_time_is_not(folder, documents):
    (found,) = recalled(folder, [replace(documents[0], retrieved="2026-03-01T00:00:00Z")])
    assert found.document.retrieved == "2026-03-01T00:00:00Z"


@pytest.mark.parametrize("what", ["fingerprint", "software_version"])
def test_another_program_reads_for_itself(folder, documents, monkeypatch, what):
    monkeypatch.setattr(read_before, what, lambda: "another")
    assert recalled(folder, documents) == [None, None]


def test_what_is_read_in_another_way_is_read(folder, documents, monkeypatch):
    monkeypatch.setattr(read_before, "fingerprint", lambda: "full")
    assert load(folder, documents).read == [one.id for one in documents]
    assert load(folder, documents).read == []
    monkeypatch.undo()
    assert load(folder, documents).read == []  # of this way, too, it is known


def a_correction(documents):
    first = documents[0]
    return replace(first, text=first.text.replace("312", "313"), sha256="1" * 64)


def in_two_versions(documents):
    return [documents[0], a_correction(documents), documents[1]]


def from_two_places(documents):
    first = documents[0]
    return [first, replace(first, origin="https://a.example/1", url="https://a.example/1"), a_correction(documents)]


def at_addresses_spelled_otherwise(documents):
    first, second = documents
    places = ("https://a.example/1?a=1", "http://www.a.example/1/?a=1")
    return [*(replace(first, origin=place, url=place, id=f"at-{n}") for n, place in enumerate(places)), second]


def fetched_at_times(documents):
    first, second = documents
    return [
        replace(a_correction(documents), retrieved="2026-02-12T00:00:00Z"),
        replace(first, retrieved="2026-02-10T00:00:00Z"),
        second,
    ]


def do_nothing(store, name, document):
    pass


def withdraw(store, name, document):
    store.writer().withdraw(name, reason="an error")


def delete(store, name, document):
    store.writer().delete(name)


def put_a_record_in_its_place(store, name, document):
    record = read(document).model_copy(update={"title": "By hand"})
    store.writer().put_all([given_of(Ready(document, record))])


def put_a_graph_in_its_place(store, name, document):
    store.writer().put_graphs(f"<{name}> {{ <{name}> <https://w3id.org/x/says> 1 }}".encode())


DEEDS = (do_nothing, withdraw, delete, put_a_record_in_its_place, put_a_graph_in_its_place)


@pytest.mark.parametrize(
    "given", [list, in_two_versions, from_two_places, at_addresses_spelled_otherwise, fetched_at_times]
)
def test_it_comes_to_what_reading_all_anew_comes_to(tmp_path, documents, monkeypatch, given):
    for module in (writer, judgements):
        monkeypatch.setattr(module, "datetime", module.datetime)  # put back at the end
    freeze_clock()
    documents = given(documents)
    first = documents[0]
    for deed in DEEDS:
        for folder in (tmp_path / "one", tmp_path / "other"):
            with Store.open(folder) as store:
                deed(store, store.writer().announcement_of(first.id, first.text, first.origin), first)
        for part in (documents, documents[:1], documents):
            one, other = load(tmp_path / "one", part), load(tmp_path / "other", part, recalls=False)
            assert one[::2] == other[::2]
    assert load(tmp_path / "one", documents[-1:]).read == []


def test_a_text_that_was_altered_in_the_archive_is_mended(folder, documents):
    for file in (folder / "texts").rglob("*.txt"):
        file.write_text("altered", encoding="utf-8")
    assert load(folder, documents).read == []
    held = {file.read_bytes().decode() for file in (folder / "texts").rglob("*.txt")}
    assert held == {one.text for one in documents}


def test_what_was_written_before_a_load_was_broken_off_is_known(tmp_path, documents, monkeypatch):
    monkeypatch.setattr(EmbeddedBackend, "together", 1)

    def until_ctrl_c():
        yield from documents
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(tmp_path / "store", until_ctrl_c())
    assert load(tmp_path / "store", documents).read == []


def test_what_was_withdrawn_from_the_store_is_read(folder, documents):
    first = documents[0]
    with Store.open(folder) as store:
        store.writer().delete(store.writer().announcement_of(first.id, first.text, first.origin))
    assert load(folder, documents).read == [first.id]


@pytest.mark.parametrize("damage", [b"", b"no table", b"SQLite format 3\0" + bytes(200)])
def test_a_damaged_table_costs_time_alone(folder, documents, damage):
    (folder / NAME).write_bytes(damage)
    again = load(folder, documents)
    assert again.read == [one.id for one in documents]
    assert {told for _, told in again.told} == {"unchanged"}
    assert load(folder, documents).read == []


def test_a_damaged_record_is_read_again(folder, documents):
    for file in (folder / "records").rglob("*.json"):
        file.write_text("{}", encoding="utf-8")
    assert load(folder, documents).read == [one.id for one in documents]


def test_without_a_store_nothing_is_known_and_nothing_is_made(tmp_path, documents):
    (tmp_path / "store").mkdir()
    assert recalled(tmp_path / "store", documents) == [None, None]
    assert list((tmp_path / "store").iterdir()) == []
