"""A file that hangs, swells or breaks its reader costs itself, and the others are read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crackdown.errors import InputError, UnreadableAnnouncement
from crackdown.graph.storage.store import Store
from crackdown.intake.apart import Apart, PagesApart, Ready
from crackdown.intake.asking import Asking, prepare
from crackdown.intake.loading import explain_each
from crackdown.loaders import Options
from crackdown.loaders.collecting import UnreadPage
from crackdown.loaders.document import Document
from crackdown.loaders.llm import Mode
from crackdown.python.adding import add

NEWS = "Thai police arrested 25 Chinese nationals in Pattaya on 9 June 2025."
ENOUGH = 10  # seconds of processor time: a new process loads its words within them on a slow machine too
# Puts a reader that does as a text says in the place of the one for DOCX, in the process that reads.
SPOILT = """
import sys
import crackdown.loaders.sources.content as content

def read_docx(data, name):
    if data == b"hang":
        while True:
            pass
    if data == b"swell":
        return bytearray(5_000_000_000)
    if data == b"break":
        import ctypes
        ctypes.string_at(0)
    if data == b"call":
        import socket
        socket.socket()
    if data == b"refuse":
        from crackdown.errors import InputError
        raise InputError("the settings are wrong")

content.read_docx = read_docx
from crackdown.intake import file_reader
find_facts = file_reader.read

def read(document):
    return bytearray(5_000_000_000) if "SWELL" in document.text else find_facts(document)

file_reader.read = read
file_reader.main()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three files, the second of which is for the spoilt reader."""
    (tmp_path / "spoilt.py").write_text(SPOILT)
    begin = subprocess.Popen.__init__

    def begin_spoilt(self: subprocess.Popen[str], command: list[str], **options: object) -> None:
        begin(self, [command[0], str(tmp_path / "spoilt.py"), *command[3:]], **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", begin_spoilt)
    files = tmp_path / "files"
    files.mkdir()
    for name in ("a.txt", "c.txt"):
        (files / name).write_text(f"{name}: {NEWS}")
    return files


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of processor time there")
@pytest.mark.parametrize("what", ["hang", "swell", "break"])
def test_file_that_ends_its_reader_costs_itself(folder: Path, what: str) -> None:
    (folder / "b.docx").write_text(what)
    first, second, third = Apart([str(folder)], cpu_seconds=ENOUGH)
    assert isinstance(first, Ready)
    assert isinstance(second, UnreadableAnnouncement)
    assert str(second).startswith(f"{folder / 'b.docx'}: ")
    assert isinstance(third, Ready)
    assert third.record.operations[0].persons == 25


@pytest.mark.skipif(sys.platform != "linux", reason="the network is closed on Linux alone")
def test_reader_has_no_network(folder: Path) -> None:
    (folder / "b.docx").write_text("call")
    _, second, _ = Apart([str(folder)])
    assert isinstance(second, UnreadableAnnouncement)
    assert "Permission denied" in str(second)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of processor time there")
def test_page_that_ends_its_reader_costs_itself(folder: Path) -> None:
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    with PagesApart(cpu_seconds=ENOUGH) as pages:
        stopped = pages.read(UnreadPage(b"hang", media_type, "https://a", "a", {}, "a", None))
        read = pages.read(UnreadPage(NEWS.encode(), "text/plain", "https://b", "b", {"title": "B"}, "b", None))
    assert isinstance(stopped, UnreadableAnnouncement)
    assert str(stopped).startswith("https://a: reading it was stopped")
    assert isinstance(read, Ready)
    assert (read.document.title, read.record.operations[0].persons) == ("B", 25)


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path) -> None:
    from crackdown.loaders import Reading, extract

    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.jsonl").write_text('{"text": "Ten were freed."}\n{}\n')
    here = list(Reading([tmp_path], Options()))
    apart = Apart([str(tmp_path)])
    assert [str(one) if isinstance(one, UnreadableAnnouncement) else one for one in here] == [
        one.document if isinstance(one, Ready) else str(one) for one in apart
    ]
    assert apart.done == apart.total
    first, *_ = apart
    assert isinstance(here[0], Document)
    assert isinstance(first, Ready)
    assert first.record == extract(here[0])


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_finding_facts_that_ends_the_reader_is_not_done_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where facts are explained, a model is asked, or a notebook adds, the reader apart goes first."""
    (folder / "b.txt").write_text(f"SWELL. {NEWS}")
    explained = list(explain_each([str(folder)]))
    assert [isinstance(one, str) for one in explained] == [False, True, False]
    monkeypatch.setenv("CRACKDOWN_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("CRACKDOWN_LLM_MODEL", "none")
    given = prepare([str(folder)], Asking(Mode.LINK, has_consent=True, warn=lambda _: None))
    assert given.extract is not None
    assert [str(one).partition(": ")[2][:10] for one in given.documents if not isinstance(one, Ready)] == ["reading it"]
    Store.open(folder / "store").close()
    lines = add(folder / "store", [folder / "a.txt", f"SWELL.\n{NEWS}\n", f"{NEWS}\nSo far.\n", folder / "c.txt"])
    assert [line.split()[0] for line in lines if "reading it was stopped" not in line] == ["added"] * 3


def test_what_concerns_all_files_is_raised(folder: Path) -> None:
    (folder / "b.docx").write_text("refuse")
    with pytest.raises(InputError, match=r"^the settings are wrong$"):
        list(Apart([str(folder)]))


def test_reader_is_given_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRACKDOWN_LLM_KEY", "secret")
    seen: list[dict[str, str]] = []
    begin = subprocess.Popen.__init__

    def note(self: subprocess.Popen[str], command: list[str], **options: dict[str, str]) -> None:
        seen.append(options["env"])
        begin(self, command, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", note)
    (tmp_path / "a.txt").write_text(NEWS)
    list(Apart([str(tmp_path)]))
    assert seen
    assert all("CRACKDOWN_LLM_KEY" not in environment for environment in seen)
    assert "PATH" in seen[0] or "PATH" not in os.environ
