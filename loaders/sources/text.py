"""Plain text: bytes decoded to the characters that were meant, or an error that says where they are not.

UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one. Other encodings are guessed only where the bytes
leave little doubt, because a wrong guess would put false words under every fact.
"""

from __future__ import annotations

import codecs
import re

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.extraction.text.language import identify_language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
}
_REMEDY = "save it as UTF-8 text and read that"
# What pages and mails call an encoding that Python has under another name, or that in truth is a larger one
# (https://encoding.spec.whatwg.org/#names-and-labels).
_CODECS = {
    "windows-874": "cp874", "tis-620": "cp874", "iso-8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932", "x-sjis": "cp932",
    "big5": "big5hkscs", "iso-8859-1": "cp1252", "latin1": "cp1252", "iso-8859-9": "cp1254",
}  # fmt: skip
# The bytes 0x80 to 0xBF as Windows-1252 and Latin-1 show them, and with what they make up a letter of UTF-8.
_TRAIL = (
    "["
    + re.escape(bytes(range(0x80, 0xC0)).decode("latin-1") + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore"))
    + "]"
)
_TWICE = re.compile(f"[\u00c2-\u00c5\u00ce-\u00df]{_TRAIL}|[\u00e0-\u00ef]{_TRAIL}{{2}}|[\u00f0-\u00f4]{_TRAIL}{{3}}")
_UPPER_HALF = re.compile("[\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00ff]")  # but for guillemets
_LOOKED_AT = 50_000  # letters, which say it of all
_FEW = 10  # letters of that half, below which a text is not judged by them
_MOST = 0.4  # of what is neither a blank nor a digit; Vietnamese has a tenth, and no other language more
# Windows-1252 texts in these languages are common; elsewhere a legacy encoding cannot be told from another.
_WESTERN = {"en", "fr", "es", "pt", "de", "it", "nl"}
_ODD = set("\u00a4\u00a6\u00a7\u00ac\u00b6\u00b8\u00d7\u00f7\u00fe\u00de\u00d0\u00f0\u0192\u2020\u2021\u2030")


def decode(data: bytes, name: str, *declared: str | None) -> str:
    r"""Decode the bytes of a text file; line ends stay as they are.

    >>> decode("\ufeffCinq arrestations\r\n".encode("utf-8"), "a.txt")
    'Cinq arrestations\r\n'
    >>> decode("Cinq personnes ont été arrêtées à Mae Sot".encode("cp1252"), "a.txt")
    'Cinq personnes ont été arrêtées à Mae Sot'

    Args:
        data: the bytes.
        name: what messages call them.
        declared: encodings that were told with them, the likeliest first; they count where the bytes are not UTF-8.

    Raises:
        UnreadableAnnouncement: the bytes are no text, or of an encoding that cannot be told.
    """
    refuse_binary(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name, len(mark))
    if b"\x00" in data:
        offset = data.index(b"\x00")
        what = "this is UTF-16 without a byte order mark, or not text" if _is_halved(data) else "this is not text"
        raise UnreadableAnnouncement(f"{name}: byte {offset} is NUL, so {what}; {_REMEDY}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        for encoding in filter(None, declared):
            text = decode_as(data, encoding)
            if text is not None:
                return text
        return _legacy(data, name, error)


def decode_as(data: bytes, encoding: str) -> str | None:
    """Decode bytes by an encoding that somebody says they are in; None where they plainly are not.

    >>> decode_as("ตำรวจ".encode("tis-620"), "windows-874"), decode_as("ตำรวจภูธรภาค ๒".encode("tis-620"), "iso-8859-1")
    ('ตำรวจ', None)
    """
    try:
        text = data.decode(codec_of(encoding))
    except (LookupError, ValueError):
        return None
    return None if _garbled(text) else text


def codec_of(label: str) -> str:
    """Give Python's name of an encoding, or the label itself where it has no other.

    >>> codec_of("Windows-874"), codec_of("utf-8")
    ('cp874', 'utf-8')
    """
    return _CODECS.get(label.strip().lower(), label)


def refuse_garbled(text: str, name: str) -> None:
    """Refuse a text whose letters are not those that were written, as an encoding was taken for another before.

    Raises:
        UnreadableAnnouncement: it is such a text; the first place is shown.
    """
    if shown := _garbled(text):
        raise UnreadableAnnouncement(
            f"{name}: an encoding was taken for another before this was saved: it says {shown!r}; open the original in "
            "its own encoding, save it as UTF-8 and read that"
        )


def _garbled(text: str) -> str | None:
    """Give the first piece of a text whose letters are other bytes' than it shows; None where it is as it was written.

    UTF-8 that was taken for a western encoding has pairs that nobody writes; letters of another script that were have
    nearly none but those of the upper half of Latin-1.
    """
    text = text[:_LOOKED_AT]
    if text.isascii():
        return None
    twice = list(_TWICE.finditer(text))
    if len(twice) > 2 and sum(len(one[0]) for one in twice) > 0.6 * sum(letter > "\x7f" for letter in text):
        return _around(text, twice[0].start())
    upper = _UPPER_HALF.findall(text)
    if len(upper) < _FEW or len(upper) < _MOST * sum(not (one.isspace() or one.isdigit()) for one in text):
        return None
    return _around(text, text.index(upper[0]))


def _around(text: str, place: int) -> str:
    return " ".join(text[max(0, place - 5) : place + 15].split())


def _is_halved(data: bytes) -> bool:
    """Tell whether every other byte is mostly NUL, as letters of Latin script have it in UTF-16."""
    return any(2 * data[first:200:2].count(0) > len(data[first:200:2]) for first in (0, 1))


def refuse_binary(data: bytes, name: str) -> None:
    """Refuse well-known formats that are not text, by their first bytes.

    Raises:
        UnreadableAnnouncement: the bytes begin like such a format.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableAnnouncement(f"{name}: this is {what}, not a text or HTML file; {_remedy(what)}")


def _remedy(what: str) -> str:
    return "name it .pdf and read that" if what == "a PDF" else f"copy its text and {_REMEDY}"


def _strict(data: bytes, encoding: str, name: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        offset = skipped + error.start
        raise UnreadableAnnouncement(
            f"{name}: byte {offset} is not {encoding.upper()}, though the file begins as such; {_REMEDY}"
        ) from error


def _legacy(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Read Windows-1252 where the result is plainly a western language; refuse everything else."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    high = [character for character in text if character > "\x7f"]
    is_plain = bool(high) and not _ODD & set(high) and len(high) <= 0.15 * len(text)
    if is_plain and identify_language(text) in _WESTERN:
        return text
    raise UnreadableAnnouncement(
        f"{name}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8, the encoding cannot be told; {_REMEDY}"
    ) from error
