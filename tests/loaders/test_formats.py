"""DOCX, mails, mailboxes, JSON Lines and tables: what is read from them, and what is refused."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders import Document, Options, Reading, extract
from crackdown.loaders.sources.stated_dates import to_iso

TEXT = "Thai police arrested 25 Chinese nationals in Pattaya on 9 June 2025."


def attempts(path: Path, data: bytes | str, **columns: str) -> list[Document | UnreadableAnnouncement]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(Reading([path], Options(columns=columns)))


def documents(path: Path, data: bytes | str, **columns: str) -> list[Document]:
    found = attempts(path, data, **columns)
    assert not [str(one) for one in found if isinstance(one, UnreadableAnnouncement)]
    return [one for one in found if isinstance(one, Document)]


def complaint(path: Path, data: bytes | str, **columns: str) -> str:
    (found,) = attempts(path, data, **columns)
    assert isinstance(found, UnreadableAnnouncement)
    assert str(found).startswith(str(path))
    return str(found)


def office(**parts: bytes) -> bytes:
    """An office document with a letterhead and a table, and its parts replaced by those given."""
    made, sink = docx.Document(), io.BytesIO()
    made.sections[0].header.paragraphs[0].text = "ROYAL THAI POLICE"
    made.add_paragraph(TEXT)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Arrested", "25"
    made.add_paragraph("Ten were freed.")
    made.save(sink)
    if not parts:
        return sink.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(sink) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(Path(name).stem, old.read(name)))
    return changed.getvalue()


def mail(text: str = TEXT, id_: str = "a@example.org") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Jane Doe <press@police.example>", "Raid in Pattaya"
    made["Date"], made["Message-ID"] = "Tue, 10 Jun 2025 01:00:00 +0700", f"<{id_}>"
    made.set_content(text)
    return made


def test_a_docx_is_read_in_order(tmp_path: Path) -> None:
    (found,) = documents(tmp_path / "a.docx", office())
    assert found.text == f"ROYAL THAI POLICE\n{TEXT}\nArrested | 25\nTen were freed."


def test_inserted_text_and_content_controls_are_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        f"<w:document {w}><w:body><w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent>"
        "</w:sdt><w:p><w:ins><w:r><w:t>Added.</w:t></w:r></w:ins><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>"
        "</w:p></w:body></w:document>"
    )
    (found,) = documents(tmp_path / "a.docx", office(document=body.encode()))
    assert found.text == "In a control.\nAdded."


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (b" " * 30_000_000, "unpacks to"),
        (b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>', "DOCTYPE"),
        (b"<w:document", "cannot be read"),
    ],
)
def test_a_hostile_docx_is_refused(tmp_path: Path, document: bytes, told: str) -> None:
    assert told in complaint(tmp_path / "a.docx", office(document=document))


def test_a_mail_says_where_it_comes_from_and_names_no_person(tmp_path: Path) -> None:
    (found,) = documents(tmp_path / "a.eml", mail().as_bytes())
    assert (found.text.strip(), found.title) == (f"Raid in Pattaya\n\n{TEXT}", "Raid in Pattaya")
    assert (found.published, found.publisher, found.origin) == ("2025-06-10", "police.example", "mid:a@example.org")


def test_a_mail_in_an_encoding_of_its_country_is_read_and_a_quoted_mail_is_told(tmp_path: Path) -> None:
    text = "ตำรวจจับกุมผู้ต้องสงสัยชาวจีน 25 คน"
    subject = base64.b64encode("ข่าว".encode("cp874")).decode()
    head = f"Subject: =?windows-874?B?{subject}?=\nContent-Type: text/plain; charset=windows-874\n\n"
    (found,) = documents(tmp_path / "a.eml", head.encode() + f"{text}\n> Is it so?\n".encode("cp874"))
    assert (found.title, found.text) == ("ข่าว", f"ข่าว\n\n{text}\n> Is it so?")
    assert found.notes == (
        "The mail quotes another in lines that begin with >: what those say is read as what the mail says.",
    )


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("iso-8859-1", "utf-8", "It\u2019s over."),
        ("us-ascii", "utf-8", "Caf\u00e9"),
        ("iso-2022-jp", "iso-2022-jp", "警察は25人を逮捕した。"),
        ("utf-16", "utf-16", "Police arrested ten."),
        ("x-unknown", "utf-8", "警察は25人を逮捕した。"),
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_mail_is_read_in_the_encoding_that_it_is_in(
    tmp_path: Path, charset: str, encoding: str, text: str, kind: str
) -> None:
    head = f"Subject: News\nContent-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    body = base64.encodebytes((f"<p>{text}</p>" if kind == "html" else text).encode(encoding))
    (found,) = documents(tmp_path / "a.eml", head.encode() + body)
    assert found.text == f"News\n\n{text}"


def test_attached_announcements_are_announcements_of_their_own(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(office(), maintype="application", subtype="octet-stream", filename="../notice.docx")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(mail("Ten were freed.", "b@example.org"))
    found = documents(tmp_path / "a.eml", made.as_bytes())
    assert [one.id for one in found] == ["a", "a-notice", "a-mail"]
    assert found[2].origin == "mid:b@example.org"


def test_what_is_attached_and_not_read_is_told_by_its_name(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment(b"text\nTen were freed.", maintype="text", subtype="csv", filename="list.csv")
    made.add_attachment(
        b"\x89PNG", maintype="image", subtype="png", filename="logo.png", cid="<1>", disposition="inline"
    )
    (found,) = documents(tmp_path / "a.eml", made.as_bytes())
    assert [note for note in found.notes if "'list.csv'" in note and "logo.png" not in note]


def test_a_mail_that_only_brings_what_is_not_read_is_told_with_its_names(tmp_path: Path) -> None:
    made = EmailMessage()
    made["From"] = "police@example.org"
    made.add_attachment(b"\xd0\xcf", maintype="application", subtype="msword", filename="notice.doc")
    (found,) = attempts(tmp_path / "a.eml", made.as_bytes())
    assert "no text of its own" in str(found)
    assert "'notice.doc'" in str(found)


def test_beside_an_attached_announcement_what_is_not_read_is_told(tmp_path: Path) -> None:
    made = EmailMessage()
    made["From"] = "police@example.org"
    made.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="a.txt")
    made.add_attachment(b"\xd0\xcf", maintype="application", subtype="msword", filename="notice.doc")
    (found,) = documents(tmp_path / "a.eml", made.as_bytes())
    assert "'notice.doc'" in found.notes[-1]


def test_mails_in_mails_end_somewhere(tmp_path: Path) -> None:
    made = mail()
    for number in range(12):
        outer = mail(f"Level {number}.", f"{number}@example.org")
        outer.add_attachment(made)
        made = outer
    found = attempts(tmp_path / "a.eml", made.as_bytes())
    assert "deep inside one another" in str(found[-1])
    assert len(found) < 12


def test_a_page_laid_out_in_tables_is_read(tmp_path: Path) -> None:
    made = mail()
    made.set_content(f"<table><tr><td><table><tr><td><p>{TEXT}</p></td></tr></table></td></tr></table>", subtype="html")
    (found,) = documents(tmp_path / "a.eml", made.as_bytes())
    assert TEXT in found.text


def test_a_mailbox_goes_on_after_a_bad_mail(tmp_path: Path) -> None:
    begin = b"From x Tue Jun 10 01:00:00 2025\n"
    parts = [mail().as_bytes(), b"no head\n", mail("\n>From Mae Sot ten were freed.", "b@example.org").as_bytes()]
    first, bad, last = attempts(tmp_path / "a.mbox", b"".join(begin + part + b"\n" for part in parts))
    assert isinstance(first, Document)
    assert "(mail 2)" in str(bad)
    assert isinstance(last, Document)
    assert "\nFrom Mae Sot" in last.text


def test_rows_keep_their_origin_when_they_change_places(tmp_path: Path) -> None:
    rows = [{"text": TEXT, "url": "https://example.org/1"}, {"text": TEXT, "id": 7}, {"text": "Ten were freed."}]
    path, lines = tmp_path / "a.jsonl", [json.dumps(row) for row in rows]
    before = {(one.id, one.origin) for one in documents(path, "\ufeff" + "\r\n".join(lines))}
    assert {(one.id, one.origin) for one in documents(path, "\n".join(reversed(lines)))} == before
    assert len({origin for _, origin in before}) == 3


@pytest.mark.parametrize("piece", ["<p>{}</p>", "<div><p>{}</p></div>", "<article><h2>Raid</h2><p>{}</p></article>"])
def test_a_short_piece_of_a_page_is_read(tmp_path: Path, piece: str) -> None:
    (found,) = documents(tmp_path / "a.jsonl", json.dumps({"html": piece.format(TEXT)}))
    assert TEXT in found.text


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = ['{"text": "Ten were freed."}', "nope", '{"text": "a\\u0000b"}', '{"text": 5.5}', '{"meta": {"text": "x"}}',
             '{"text": "Five were freed."}']  # fmt: skip
    found = attempts(path, "\n".join(lines))
    assert [type(one) for one in found] == [Document, *[UnreadableAnnouncement] * 4, Document]
    assert [str(one).startswith(f"{path}:{number}:") for number, one in enumerate(found, 1)][1:5] == [True] * 4


@pytest.mark.parametrize("field", ["text", "title", "publisher", "id", "url"])
def test_half_a_letter_is_a_lost_one(tmp_path: Path, field: str) -> None:
    row = {"text": TEXT, "url": "https://example.org/1", "title": "Raid", "publisher": "Police", "id": "a"}
    (found,) = documents(tmp_path / "a.jsonl", json.dumps({**row, field: row[field] + "\ud800"}))
    assert extract(found).model_dump_json()
    assert not any("\ud800" <= letter <= "\udfff" for letter in (found.text + found.id + str(found.url)))
    assert field != "text" or "1 letter was lost" in found.notes[0]


@pytest.mark.parametrize(
    ("written", "format_", "read"),
    [
        ("2569-02-09", None, "2026-02-09"),
        ("2569-02-09T10:00:00+07:00", None, "2026-02-09"),
        ("2569", None, "2026"),
        ("2567-02-29", None, "2024-02-29"),
        ("29/02/2567", "%d/%m/%Y", "2024-02-29"),
        ("25690209", "%Y%m%d", "2026-02-09"),
        ("๐๙/๐๒/๒๕๖๙", "%d/%m/%Y", "2026-02-09"),
        ("2026-02-09", None, "2026-02-09"),
    ],
)
def test_thai_years_are_the_common_ones(written: str, format_: str | None, read: str) -> None:
    assert to_iso(written, format_) == read


@pytest.mark.parametrize("written", ["15/05/69", "15 พ.ค. 69", "15/05/68", "๑๕/๐๕/๖๙", "1970-01-01"])
def test_a_year_in_which_nothing_of_this_was_announced_is_no_date(written: str) -> None:
    """69 is 2026 in a Thai table, and 1969 for whatever reads it; nothing tells which is meant."""
    with pytest.raises(ValueError, match="write the year with four digits"):
        to_iso(written)


def test_a_day_that_no_month_has_is_told_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("a.txt: {published: 2026-02-30}")
    (found,) = attempts(tmp_path / "a.txt", TEXT)
    assert "sources.yaml: the list of sources cannot be read: day is out of range" in str(found)


def test_a_file_of_something_else_is_given_up(tmp_path: Path) -> None:
    found = attempts(tmp_path / "a.jsonl", "nope\n" * 100)
    assert len(found) == 21
    assert "the rest of the file is left" in str(found[-1])


def test_a_table_is_read_by_its_map_and_dates_become_iso(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    (tmp_path / "sources.yaml").write_text(
        "a.csv: {publisher: Police, columns: {text: Body, published: 'On:%d/%m/%Y'}}"
    )
    (found,) = documents(path, f'Body;On;url\r\n"{TEXT}\r\n""Ten"" were freed.";02/03/2025;https://example.org/1\r\n')
    assert found.text == f'{TEXT}\r\n"Ten" were freed.'
    assert (found.published, found.publisher, found.url) == ("2025-03-02", "Police", "https://example.org/1")


def test_spreadsheets_encodings_are_read(tmp_path: Path) -> None:
    text = "La police a arrêté dix personnes à Mae Sot, a déclaré le ministère."
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        (found,) = documents(tmp_path / "a.csv", f'text,title\r\n"{text}",Opération\r\n'.encode(encoding))
        assert (found.text, found.title) == (text, "Opération")


def test_a_line_that_tells_excel_the_delimiter_is_no_header(tmp_path: Path) -> None:
    (found,) = documents(tmp_path / "a.csv", f'sep=;\r\ntext;title\r\n"{TEXT}";Raid, and more\r\n')
    assert (found.text, found.title) == (TEXT, "Raid, and more")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (f"Body,Date\n{TEXT},2025\n", "the header names 'Body', 'Date'. Say which"),
        ('text\n"Ten were freed.\nMore\n', "does not close"),
        ("text,title\nTen were freed\n", "1 values, the header 2"),
        ("text,published\nTen,02/03/2025\n", "may be 2025-02-03 or 2025-03-02"),
        ("text,published\nTen,yesterday\n", "is no date"),
        ("text,url\nTen,javascript:a\n", "does not begin like https"),
        ("text,Text\nTen,Eleven\n", "2 columns are named 'text'"),
        (b"t\0e\0x\0t\0\n", "NUL"),
        ("", "empty"),
        ("text,title\r\n \r\n", "has no row below"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tmp_path: Path, table: str | bytes, told: str) -> None:
    assert told in complaint(tmp_path / "a.csv", table)


@pytest.mark.parametrize("lines", ["", "\n", "\ufeff\n \r\n"])
def test_lines_of_nothing_are_an_empty_file(tmp_path: Path, lines: str) -> None:
    path = tmp_path / "a.jsonl"
    assert complaint(path, lines) == f"{path}: the file is empty; nothing to read"


def test_the_same_address_twice_is_told(tmp_path: Path) -> None:
    found = attempts(tmp_path / "a.csv", "text,url\nTen,https://example.org/1\nFive,https://example.org/1\n")
    assert "the same url as line 2" in str(found[1])


def test_progress_counts_bytes_where_a_file_holds_many(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Ten were freed."}\n' * 10)
    reading = Reading([tmp_path])
    seen = [reading.done for _ in reading]
    assert seen == [28 * number for number in range(1, 11)]
    assert reading.total == reading.done == 280
