"""`/export/…`: streamed, one at a time, with the right head, and problems in words."""

from __future__ import annotations

import io
import threading
import time
import zipfile

import pyoxigraph as ox
import pytest

from crackdown.api.protocols import export_api
from crackdown.api.protocols.export_api import Running
from crackdown.errors import ExportBusy, QueryAborted
from crackdown.graph.export.delivery import write_stream
from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.registry import FORMATS, find_format
from crackdown.graph.export.source import Source

ENDLESS = Format(
    "endless", "text/plain", "", (Part("endless", lambda _, out: [out.write(b"x" * 9999) for _ in iter(int, 1)]),)
)


def written(name, store) -> bytes:
    out = io.BytesIO()
    write_stream(find_format(name), Source(store.view()), out)
    return out.getvalue()


def drain(running: Running) -> None:
    while running.next_chunk():
        pass


def wait_until_free() -> None:
    for _ in range(200):
        if not export_api._RUNNING.locked():
            return
        time.sleep(0.05)
    raise AssertionError("an export did not end")


@pytest.fixture(scope="module")
def answers(client):
    return {name: client.get(f"/export/{name}") for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_handed_out_as_it_is_written(answers, store, name):
    assert answers[name].status_code == 200
    assert answers[name].content == written(name, store)


@pytest.mark.parametrize("name", FORMATS)
def test_the_head_tells_what_it_is(answers, name):
    head = answers[name].headers
    assert head["content-type"].split(";")[0] == FORMATS[name].media_type
    assert head["content-disposition"] == f'attachment; filename="{FORMATS[name].file_name}"'


def test_several_files_come_as_an_archive(client):
    archive = zipfile.ZipFile(io.BytesIO(client.get("/export/csv?only=figure&only=claim").content))
    assert archive.testzip() is None
    assert archive.namelist() == ["claims.csv", "figures.csv"]


def test_the_list_tells_every_format(client):
    assert [one["name"] for one in client.get("/export").json()] == list(FORMATS)


def test_who_has_it_is_told_so(client):
    tag = client.get("/export/turtle").headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = client.get("/export/turtle", headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")


def test_another_question_has_another_tag(client):
    tags = {client.get(f"/export/{one}").headers["etag"] for one in ("nquads", "nquads?default_graph=true", "turtle")}
    assert len(tags) == 3


def test_the_record_of_a_day(client):
    read = ox.parse(client.get("/export/turtle?as_of=2020-01-01").content, format=ox.RdfFormat.TURTLE)
    assert "hostile-2026-05-06-en" not in {str(quad.subject).rsplit("/", 1)[-1].rstrip(">") for quad in read}


@pytest.mark.parametrize(
    ("address", "code"),
    [("/export/nope", "unknown-format"), ("/export/nquads?only=agency", "input"), ("/export/csv?only=nope", "input")],
)
def test_what_is_not_offered_is_a_problem_in_words(client, address, code):
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_one_runs_at_a_time(client, store):
    running = Running(ENDLESS, Source(store.view()))
    try:
        answer = client.get("/export/turtle")
        assert (answer.status_code, answer.json()["code"]) == (503, "export-busy")
        assert answer.headers["retry-after"] == "60"
        with pytest.raises(ExportBusy):
            Running(ENDLESS, Source(store.view()))
    finally:
        running.stop()
    wait_until_free()
    assert client.get("/export/turtle").status_code == 200


@pytest.mark.parametrize("name", FORMATS)
def test_to_head_the_headers_are_told_and_nothing_is_exported(client, answers, monkeypatch, name):
    def fail(*_):
        raise AssertionError("an export was begun")

    monkeypatch.setattr(export_api, "Running", fail)
    answer = client.head(f"/export/{name}")
    told = ("content-type", "content-disposition", "etag", "cache-control")
    assert [answer.headers[one] for one in told] == [answers[name].headers[one] for one in told]
    assert (answer.status_code, answer.content, "content-length" in answer.headers) == (200, b"", False)


def test_head_of_what_is_not_offered_is_refused_too(client):
    assert client.head("/export/nope").status_code == 400


def test_what_is_refused_by_its_tag_begins_no_export(client, store):
    running = Running(ENDLESS, Source(store.view()))
    try:
        answer = client.get("/export/turtle", headers={"if-match": '"other"'})
    finally:
        running.stop()
    wait_until_free()
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition-failed")


def test_a_client_that_takes_nothing_holds_little_and_is_let_go(store, monkeypatch):
    monkeypatch.setattr(export_api, "STALLED_SECONDS", 1.0)
    running = Running(ENDLESS, Source(store.view()))
    assert running.next_chunk()
    wait_until_free()
    assert running._queue.qsize() <= export_api.CHUNKS_AHEAD
    with pytest.raises(QueryAborted, match="what was sent is not whole"):
        drain(running)


def test_no_client_holds_an_export_for_ever(store, monkeypatch):
    monkeypatch.setattr(export_api, "LONGEST_SECONDS", 0.5)
    running = Running(ENDLESS, Source(store.view()))
    with pytest.raises(QueryAborted, match="what was sent is not whole"):
        drain(running)
    wait_until_free()


def test_what_fails_at_once_is_a_problem(store):
    def fail(*_):
        raise QueryAborted("no")

    running = Running(Format("failing", "text/plain", "", (Part("failing", fail),)), Source(store.view()))
    with pytest.raises(QueryAborted, match="no"):
        running.next_chunk()


def test_what_nobody_foresaw_is_logged_and_told_without_the_inside(store, caplog):
    def fail(*_):
        raise ZeroDivisionError("secret")

    running = Running(Format("failing", "text/plain", "", (Part("failing", fail),)), Source(store.view()))
    with pytest.raises(QueryAborted, match="its log tells what"):
        running.next_chunk()
    assert "secret" in caplog.text


def test_an_export_runs_on_one_thread(store):
    threads = set()

    def write(_, out):
        for _ in range(100):
            threads.add(threading.get_ident())
            out.write(b"x" * export_api.CHUNK_BYTES)

    running = Running(Format("threads", "text/plain", "", (Part("threads", write),)), Source(store.view()))
    drain(running)
    assert len(threads) == 1
    assert threads != {threading.get_ident()}
