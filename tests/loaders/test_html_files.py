from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders import Document, extract, read_documents
from crackdown.loaders.archives.scope import may_be_in_scope
from crackdown.loaders.sources import html, mail

BODY = (
    "On 3 March 2026 Thai police arrested 25 Chinese nationals in Pattaya for running an online scam, police said. "
    "The suspects had worked in a rented villa since January, according to the police. Computers were confiscated."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Raid in Pattaya</title>
<meta property="article:published_time" content="2026-03-04T08:00:00+07:00">
<meta property="og:site_name" content="Example Gazette"><link rel="canonical" href="https://example.org/raid">
</head><body><nav>Home News Sport</nav><article><h1>Raid in Pattaya</h1><p>{BODY}</p><p>{BODY[:107]}</p></article>
<footer>Imprint</footer></body></html>"""


# What takes the square of its length takes minutes of this, and hours of the five million bytes that a page may have.
UNCLOSED = ["<a", "<html lang", "<!--", "<script>", "<script", "<td ", "<", "<script/>", "</script "]


def read_one(path: Path, data: bytes) -> Document | UnreadableAnnouncement:
    path.write_bytes(data)
    (found,) = read_documents([path])
    return found


@pytest.mark.parametrize("tag", UNCLOSED)
def test_tags_that_are_not_closed_take_no_longer(tag: str) -> None:
    source = f"<html><body><p>{BODY}</p>" + tag * 100_000
    begun = time.process_time()
    with suppress(UnreadableAnnouncement):
        html._refuse_nesting(source, "a.html")
    html._language(source)
    may_be_in_scope(source)
    mail._LAYOUT.sub(rb"<\1div>", source.encode())
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("begin", "language"),
    [
        ('<html lang="km">', "km"),
        ('<html xml:lang="en" lang=km class="a">', "km"),
        ('<!--[if IE]><html class="ie"><![endif]--><html class="a" lang="km">', "km"),
        ("<html><body lang='km'>", None),
    ],
)
def test_the_language_is_what_the_page_declares(begin: str, language: str | None) -> None:
    assert html._language(f"{begin}<p>{BODY}</p>") == language


def test_main_text_and_metadata_are_taken(tmp_path: Path) -> None:
    found = read_one(tmp_path / "raid.html", PAGE.encode())
    assert isinstance(found, Document)
    assert BODY[:60] in found.text
    assert "Imprint" not in found.text
    assert (found.title, found.published, found.language) == ("Raid in Pattaya", "2026-03-04", "en")
    assert (found.url, found.publisher) == ("https://example.org/raid", "Example Gazette")
    assert (found.origin, found.media_type) == ("https://example.org/raid", "text/html")


def test_facts_of_a_page_stand_in_its_text(tmp_path: Path) -> None:
    found = read_one(tmp_path / "raid.html", PAGE.encode())
    assert isinstance(found, Document)
    record = extract(found)
    assert [operation.persons for operation in record.operations if operation.kind == "arrest"] == [25]
    assert all(found.text[e.start : e.end] == e.quote for _, e in record.iter_evidence())


def test_language_that_contradicts_the_text_is_not_believed(tmp_path: Path) -> None:
    found = read_one(tmp_path / "raid.html", PAGE.replace('lang="en"', 'lang="fr"').encode())
    assert isinstance(found, Document)
    assert found.language == "en"


def test_page_without_text_is_refused(tmp_path: Path) -> None:
    found = read_one(tmp_path / "empty.html", b"<html><body></body></html>")
    assert isinstance(found, UnreadableAnnouncement)
    assert "no main text" in str(found)


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    found = read_one(tmp_path / "bomb.html", b"<div>" * 100_000 + b"x" + b"</div>" * 100_000)
    assert isinstance(found, UnreadableAnnouncement)
    assert "deep inside one another" in str(found)


def test_declared_encoding_is_used(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("rented villa", "rented café")
    found = read_one(tmp_path / "latin.html", page.encode("iso-8859-1"))
    assert isinstance(found, Document)
    assert "rented café" in found.text


def test_a_paragraph_is_one_line_wherever_the_program_that_saved_it_broke_it(tmp_path: Path) -> None:
    broken = BODY.replace("25 Chinese", "25\r\nChinese").replace("rented villa", "rented\n\t villa")
    found = read_one(
        tmp_path / "a.html", f"<html><body>\n<p>{broken}</p>\n<pre>Kept\nas it is</pre></body></html>".encode()
    )
    assert isinstance(found, Document)
    assert "25 Chinese nationals" in found.text
    assert "Kept\nas it is" in found.text


def test_a_page_that_shows_its_own_lines_keeps_them(tmp_path: Path) -> None:
    page = f'<html><body><div style="white-space: pre-line">First line.\n{BODY}</div></body></html>'
    found = read_one(tmp_path / "a.html", page.encode())
    assert isinstance(found, Document)
    assert "First line.\nOn 3 March" in found.text


THAI = "ตำรวจจับกุมผู้ต้องสงสัยชาวจีน 25 คน ที่จังหวัดตาก เมื่อวันที่ 9 กุมภาพันธ์ 2569"


@pytest.mark.parametrize(
    ("head", "text", "encoding"),
    [
        ('<meta http-equiv=Content-Type content="text/html; charset=windows-874">', THAI, "cp874"),
        ('<meta charset="tis-620">', THAI, "cp874"),
        ('<meta charset="gb2312">', "警方抓获犯罪嫌疑人鎔基等二十五名，遣返回国。", "gb18030"),
        ('<meta charset="x-sjis">', "警察は詐欺の容疑者２５人を逮捕した。①", "cp932"),
    ],
)
def test_encodings_are_known_by_the_names_that_pages_give_them(
    tmp_path: Path, head: str, text: str, encoding: str
) -> None:
    page = f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(encoding)
    found = read_one(tmp_path / "a.html", page)
    assert isinstance(found, Document)
    assert found.text == text


def test_the_encoding_of_an_xml_declaration_counts(tmp_path: Path) -> None:
    text = "Полиция задержала 25 граждан Китая в Сиануквиле."
    page = f'<?xml version="1.0" encoding="windows-1251"?><html><body><p>{text}</p></body></html>'
    found = read_one(tmp_path / "a.html", page.encode("cp1251"))
    assert isinstance(found, Document)
    assert found.text == text


def test_a_page_that_names_another_encoding_than_its_own_is_refused(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{THAI}</p></body></html>'.encode("cp874")
    found = read_one(tmp_path / "a.html", page)
    assert isinstance(found, UnreadableAnnouncement)
    assert "encoding cannot be told" in str(found)
