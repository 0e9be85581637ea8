from __future__ import annotations

import io
import os
import sys
import unicodedata
from pathlib import Path

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders import Document, Reading, read_documents
from crackdown.loaders.sources import listing

TEXT = "Thai police arrested 25 Chinese nationals in Pattaya on 9 June 2025."


def test_folder_is_walked_in_order_and_other_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "notes.md").write_text("no announcement")
    assert [d.id for d in read_documents([tmp_path]) if isinstance(d, Document)] == ["a", "b", "c"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT)
    assert [type(found) for found in read_documents([tmp_path])] == [UnreadableAnnouncement, Document]


def test_sources_file_tells_where_a_text_comes_from(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "sources.yaml").write_text(
        "a.txt: {url: 'https://example.org/a', publisher: Gazette, published: 2025-06-10}"
    )
    (found,) = read_documents([tmp_path])
    assert isinstance(found, Document)
    assert (found.url, found.publisher, found.published) == ("https://example.org/a", "Gazette", "2025-06-10")
    assert found.origin == "https://example.org/a"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("- a", "should map"),
        ("a.txt: {author: x}", "unknown ['author']"),
        ("a.txt: {published: '2026-02-30'}", "a.txt: published: day is out of range for month"),
        ("a.txt: {published: 0001-01-01}", "a.txt: published: 1 is no year in which this was announced"),
        ("a.txt: {url: www.police.example/1}", "a.txt: url: 'www.police.example/1' does not begin like https://"),
        ("a.txt: {language: Thai!}", "a.txt: language: 'Thai!' is no language tag"),
        ("a.txt: {published: 02/09/2026}", "a.txt: published: '02/09/2026' may be 2026-02-09 or 2026-09-02"),
    ],
)
def test_wrong_sources_file_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "sources.yaml").write_text(content)
    (found,) = read_documents([tmp_path])
    assert isinstance(found, UnreadableAnnouncement)
    assert complaint in str(found)
    assert "sources.yaml" in str(found)


def test_a_list_is_read_once_for_all_its_files_and_again_when_it_changed(tmp_path: Path, monkeypatch) -> None:
    read = []
    parse = listing.yaml.safe_load
    monkeypatch.setattr(listing.yaml, "safe_load", lambda text: read.append(text) or parse(text))
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    for publisher in ("Gazette", "Another gazette"):
        (tmp_path / "sources.yaml").write_text(f"b.txt: {{publisher: {publisher}}}")
        found = [d.publisher for d in read_documents([tmp_path]) if isinstance(d, Document)]
        assert found == [None, publisher, None]
    assert len(read) == 2


def test_a_name_means_the_same_file_composed_or_taken_apart(tmp_path: Path) -> None:
    """Archives packed on a Mac bring names whose letters are taken apart; editors write them composed."""
    (tmp_path / unicodedata.normalize("NFD", "Thông báo.txt")).write_text(TEXT)
    (tmp_path / "sources.yaml").write_text("Thông báo.txt: {publisher: Gazette}", encoding="utf-8")
    assert [d.publisher for d in read_documents([tmp_path]) if isinstance(d, Document)] == ["Gazette"]
    assert Reading([tmp_path]).passed_over == []


def test_a_file_that_a_list_speaks_of_and_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "sources.yaml").write_text("a.text: {publisher: Gazette}")
    (told,) = Reading([tmp_path]).passed_over
    assert told == f"{tmp_path / 'sources.yaml'}: no file beside it is named a.text; what it says of that is not used"


def test_missing_file_is_refused(tmp_path: Path) -> None:
    (found,) = read_documents([tmp_path / "nowhere.txt"])
    assert isinstance(found, UnreadableAnnouncement)
    assert "no such file" in str(found)


def test_folder_without_announcements_is_refused(tmp_path: Path) -> None:
    (found,) = read_documents([tmp_path])
    assert isinstance(found, UnreadableAnnouncement)
    assert "no announcements" in str(found)


def test_a_link_that_leads_out_of_a_folder_is_told_of_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Ten were freed.", encoding="utf-8")
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "own.txt").write_text("Five were freed.", encoding="utf-8")
    (folder / "within.txt").symlink_to("own.txt")
    (folder / "without.txt").symlink_to("../secret.txt")
    *read, refused = read_documents([folder])
    assert [one.text for one in read if isinstance(one, Document)] == ["Five were freed."] * 2
    assert "without.txt: this is a link to a file outside the folder" in str(refused)
    (named,) = read_documents([folder / "without.txt"])  # who names it means it
    assert isinstance(named, Document)


@pytest.mark.parametrize(("name", "told"), [("a.png", "named *.png"), ("a", "whose names have no ending")])
def test_what_a_file_would_have_to_be_called_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_text("Ten were freed.", encoding="utf-8")
    (refused,) = read_documents([tmp_path / name])
    assert told in str(refused)


def test_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    (found,) = read_documents([tmp_path / "a.xlsx"])
    assert isinstance(found, UnreadableAnnouncement)
    assert "office document" in str(found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    (found,) = read_documents([path])
    assert isinstance(found, UnreadableAnnouncement)
    assert "permissions" in str(found)


def test_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (found,) = read_documents(["-"])
    assert isinstance(found, Document)
    assert (found.text, found.origin) == (TEXT, "-")
