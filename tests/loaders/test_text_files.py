from __future__ import annotations

from pathlib import Path

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders import Document, read_documents

TEXT = "La police a arrêté douze étrangers à Phnom Penh le 3 mars 2026.\r\nIls seront expulsés.\r\n"


def read_one(path: Path, data: bytes, **options: int) -> Document | UnreadableAnnouncement:
    path.write_bytes(data)
    (found,) = read_documents([path], **options)
    return found


def refusal(path: Path, data: bytes, **options: int) -> str:
    found = read_one(path, data, **options)
    assert isinstance(found, UnreadableAnnouncement)
    assert str(path) in str(found)
    return str(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_decoded_and_its_line_ends_stay(tmp_path: Path, encoding: str) -> None:
    found = read_one(tmp_path / "a.txt", TEXT.encode(encoding))
    assert isinstance(found, Document)
    assert found.text == TEXT


def test_document_knows_its_language_hash_and_origin(tmp_path: Path) -> None:
    found = read_one(tmp_path / "KH GDI 2026.txt", TEXT.encode())
    assert isinstance(found, Document)
    assert (found.id, found.language, found.media_type) == ("kh-gdi-2026", "fr", "text/plain")
    assert len(found.sha256) == len(found.origin) == 64


def test_empty_file_is_refused(tmp_path: Path) -> None:
    assert "empty" in refusal(tmp_path / "a.txt", b"")


def test_blank_file_is_refused(tmp_path: Path) -> None:
    assert "nothing to read" in refusal(tmp_path / "a.txt", b" \n\n\t ")


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"%PDF-1.7 abc", "a PDF"), (b"\x89PNG\r\n\x1a\n", "a PNG image"), (b"PK\x03\x04abc", "a ZIP archive")],
)
def test_binary_format_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    assert what in refusal(tmp_path / "a.txt", data)


def test_nul_bytes_are_refused_with_their_offset(tmp_path: Path) -> None:
    assert "byte 6 is NUL" in refusal(tmp_path / "a.txt", b"police\x00 arrest")


def test_unknown_encoding_is_refused_with_offset_and_remedy(tmp_path: Path) -> None:
    message = refusal(tmp_path / "a.txt", "Полиция задержала троих".encode("koi8-r"))
    assert "byte 0 (0xf0)" in message
    assert "save it as UTF-8" in message


def test_broken_utf16_is_refused(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(tmp_path / "a.txt", b"\xff\xfea\x00\x00\xd8")


def test_text_over_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    assert "limit of 0.001 MB" in refusal(tmp_path / "a.txt", b"police " * 400, max_bytes=1000)


def test_limit_of_five_megabytes_holds_by_default(tmp_path: Path) -> None:
    assert "limit of 5 MB" in refusal(tmp_path / "a.txt", b"police " * 800_000)


THAI = "ตำรวจจับกุมผู้ต้องสงสัยชาวจีน 25 คน ที่จังหวัดตาก เมื่อวันที่ 9 กุมภาพันธ์ 2569"
FRENCH = "La police a arrêté dix suspects à Phnom Penh, a déclaré le ministère de l’Intérieur, près de l’aéroport."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (FRENCH.encode().decode("cp1252", "replace"), "arrÃªtÃ©"),
        (FRENCH.encode().decode("latin-1"), "arrÃªtÃ©"),
        (THAI.encode().decode("latin-1"), "à¸"),
        (THAI.encode("cp874").decode("latin-1"), "µÓÃÇ¨"),
        ("柬埔寨移民总局通报，312名中国籍人员被遣返回国".encode("gb18030").decode("cp1252", "replace"), "¼íÆÒÕ"),
        ("Полиция задержала троих".encode("cp1251").decode("latin-1"), "Ïîëèöèÿ"),
    ],
)
def test_a_text_whose_encoding_was_taken_for_another_is_refused(tmp_path: Path, text: str, shown: str) -> None:
    message = refusal(tmp_path / "a.txt", text.encode())
    assert shown in message
    assert "open the original" in message


@pytest.mark.parametrize(
    "text",
    [
        "ÉCOLE «ÉTÉ» À L’ÎLE: «ÂGÉ», «NÉ» ET «PÈRE»\u00a0: «MARCHÉ»",
        "Bộ Công an cho biết đã trục xuất 312 công dân Trung Quốc, là những người lừa đảo ở Tây Ninh.",
        "Lögreglan handtók þrjá menn á Íslandi í gær; þeir höfðu áður setið í fangelsi í Kaupmannahöfn.",
        "Die Behörde prüft Übergriffe; Äußerungen hört man später. Größe, Maße, Füße.",
        THAI,
    ],
)
def test_a_text_with_many_letters_beyond_ascii_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = read_documents([path])
    assert isinstance(found, Document)
    assert found.text == text


def test_lost_letters_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(FRENCH.encode("cp1252").decode("utf-8", "replace").encode())
    (found,) = read_documents([tmp_path / "a.txt"])
    assert isinstance(found, Document)
    assert found.notes[0].startswith("11 letters were lost")


def test_utf16_without_a_mark_is_named(tmp_path: Path) -> None:
    assert "UTF-16 without a byte order mark" in refusal(tmp_path / "a.txt", "Police arrested ten".encode("utf-16-le"))
