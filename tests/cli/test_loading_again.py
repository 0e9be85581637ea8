"""The command, begun again on the same files: it reads none of them, and the graph is as it was."""

import gzip
import shutil

import pytest
from typer.testing import CliRunner

from crackdown.cli import app
from crackdown.graph.storage.store import Store
from crackdown.intake import apart, inbox, reading_processes
from crackdown.intake.loading import load_all, load_records, read_each, sample_folder
from crackdown.intake.report import Report
from crackdown.loaders import Options, read_documents

NEWS = "On {} February 2026 Thai police arrested 25 Chinese nationals in Pattaya for online scams."
SAMPLES = ("kh-gdi-2026-02-08-en.txt", "kh-gdi-2026-02-09-2-fr.txt")
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/crackdown\r\n"
    "WARC-Date: 2026-02-20T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    "Content-Length: {}\r\n\r\n{}\r\n\r\n"
)


def page(day):
    return f"<html><head><title>Crackdown on scams</title></head><body><p>{NEWS.format(day)}</p></body></html>"


@pytest.fixture
def given(tmp_path):
    """Make a folder of texts, a page, tables, and an archive of the web, some in a sub-folder."""
    folder = tmp_path / "given"
    (folder / "more").mkdir(parents=True)
    for name in SAMPLES:
        shutil.copy(sample_folder() / name, folder)
    shutil.copy(sample_folder() / "sources.yaml", folder)
    (folder / "page.html").write_text(page(3))
    (folder / "posts.csv").write_text(f'url,text\nhttps://a.example/1,"{NEWS.format(4)}"\n')
    (folder / "more" / "feed.jsonl").write_text(f'{{"text": "{NEWS.format(5)}", "id": "five"}}\n{{"no": "text"}}\n')
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page(6)}"
    (folder / "more" / "a.warc.gz").write_bytes(gzip.compress(WARC.format(len(http), http).encode()))
    return folder


def quads(folder):
    with Store.open(folder) as store:
        return sorted(map(str, store.engine.quads_for_pattern(None, None, None, None)))


@pytest.fixture
def told(monkeypatch):
    """Note what processes that read files are told, but for what they are asked to read."""
    told = []
    tell = apart.Process.tell

    def note(self, line):
        told.append(line)
        tell(self, line)

    monkeypatch.setattr(apart.Process, "tell", note)
    return told


def test_one_process_reads_nothing_again(given, tmp_path, capsys, told):
    store = tmp_path / "store"
    assert load_all([str(given)], store, jobs=1) == 1  # a line has no text
    lines, before = capsys.readouterr().out.splitlines(), quads(store)
    assert lines[-1] == "6 announcements: 6 added"
    assert told[1:] == [apart.READ] * 6
    assert load_all([str(given)], store, jobs=1) == 1
    assert told[8:] == [apart.LEAVE] * 6
    again = capsys.readouterr().out.splitlines()
    assert again[-1] == "6 announcements: 6 unchanged; 6 already there, not read again"
    assert [line.removeprefix("unchanged") for line in again[:-1]] == [
        line.removeprefix("added    ") for line in lines[:-1]
    ]
    assert quads(store) == before
    assert load_all([str(given)], store, jobs=1, reads_again=True) == 1
    assert capsys.readouterr().out.endswith("6 announcements: 6 unchanged\n")
    assert quads(store) == before


def test_several_processes_read_nothing_again(given, tmp_path, capsys, monkeypatch):
    store = tmp_path / "store"
    assert load_all([str(given)], store, jobs=2) == 1
    before = quads(store)

    def read(self, document):
        raise AssertionError(f"{document.id} is read once more")

    monkeypatch.setattr(reading_processes._Processes, "begin", read)
    assert load_all([str(given)], store, jobs=2) == 1
    assert capsys.readouterr().out.endswith("6 announcements: 6 unchanged; 6 already there, not read again\n")
    assert quads(store) == before
    with pytest.raises(AssertionError, match="read once more"):
        load_all([str(given)], store, jobs=2, reads_again=True)


def test_what_is_new_among_what_is_there_is_read(given, tmp_path, capsys, told):
    store = tmp_path / "store"
    load_all([str(given / "page.html"), str(given / "more")], store, jobs=1)
    assert load_all([str(given)], store, jobs=1) == 1
    assert capsys.readouterr().out.endswith("6 announcements: 3 added, 3 unchanged; 3 already there, not read again\n")


def test_a_folder_that_is_watched_anew_is_not_read_again(tmp_path, told):
    text, store, report = sample_folder() / SAMPLES[0], tmp_path / "store", Report(is_bar=False)
    for reads_again in (False, False, True):
        inbox._load(text, store, Options(), report, reads_again=reads_again)
    assert told[1:4:2] == [apart.READ, apart.LEAVE]
    assert len(told) == 5  # nothing is asked where all is read
    assert (report.changes, report.there) == ({"added": 1, "unchanged": 2}, 1)


@pytest.mark.parametrize("other", [["--llm", "link"], ["--records", "records.jsonl"]])
def test_again_is_refused_where_all_is_read(other, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    files = [] if other[0] == "--records" else ["notices"]
    done = CliRunner().invoke(app, ["load", *files, "--again", *other])
    assert done.exit_code == 2
    assert "leave --again out" in done.output


def test_a_record_made_elsewhere_is_not_taken_for_its_text(tmp_path, told):
    text, store = sample_folder() / SAMPLES[0], tmp_path / "store"
    (ready,) = read_each(read_documents([text]))
    file = tmp_path / "records.jsonl"
    file.write_text(ready.record.to_json())
    assert load_records(file, store) == 0
    assert load_all([str(text)], store) == 0
    made = quads(store)
    assert load_records(file, store) == 0
    assert load_all([str(text)], store) == 0
    assert told[1::2] == [apart.READ, apart.LEAVE]
    assert quads(store) == made
