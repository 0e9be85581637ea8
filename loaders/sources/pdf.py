"""PDF: the text layer, by pypdf. No picture is read, no link is followed, nothing that a file embeds is run.

A PDF knows where glyphs stand, not which words they make. Where it says which text some glyphs stand for (`ActualText`,
ISO 32000-1, 14.9.4, as browsers write it for Khmer, Burmese, Thai or Hindi), that is taken. Lines are put back into
paragraphs, and characters that stand for others (ligatures, Kangxi radicals) into those they stand for. Where nothing
says which letters the glyphs are, and where letters run from right to left, as nothing tells in which order they were
painted, a file is refused: false words under a fact are worse than no fact. Offsets count in the text as it is returned
here.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from crackdown.errors import UnreadableAnnouncement

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PdfReader

    from crackdown.loaders.sources.ocr import Ocr

MAGIC: Final = b"%PDF-"
_MOST_PAGES: Final = 100  # an announcement is a page or two; laying out a page takes some hundredths of a second
_MOST_CHARACTERS: Final = 1_000_000
_MOST_UNKNOWN: Final = 0.002  # of the letters; a stray bullet from a symbol font does no harm
_FULL_LINE: Final = 0.75  # of the widest line of a page: a line as wide as that goes on in the next
# What one stream may swell to, and how many operators of it are read: a page of text has some thousands.
_LIMITS: Final[dict[str, Any]] = {
    "zlib_maximum_output_length": 10_000_000,
    "lzw_maximum_output_length": 10_000_000,
    "run_length_maximum_output_length": 10_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "stream_decoding_work_maximum_length": 40_000_000,
    "stream_parsing_work_maximum_count": 200_000,
    "xform_maximum_invocations_per_extraction": 100,
    "jbig2dec_binary": None,
}

_UNKNOWN = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_MOST_RIGHT_TO_LEFT: Final = 0.05  # of the letters: a name may be quoted in its own script
_COVERED: Final = "\ue001"  # written for glyphs whose text an earlier one has brought; it keeps their width
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06]+")
# Radicals that have no compatibility mapping in Unicode, and what stands for them in every running text.
_RADICALS = str.maketrans(
    dict(
        zip(
            "⺟⺠⻄⻅⻉⻋⻓⻔⻙⻚⻛⻜⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
            "母民西见贝车长门韦页风飞马骨鬼鱼鸟麦黄齐齿龙龟",
            strict=True,
        )
    )
)
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# Gaps that read as spaces: beside Chinese and Japanese letters, before Korean ones, inside numbers and Thai
# abbreviations, before marks.
_HAN_GAP = re.compile(
    r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[\u3040-\u9fff])"
)
_HANGUL_GAP = re.compile(r"(?<=[0-9A-Za-z)]) (?=[\uac00-\ud7a3])")
_INNER_GAP = re.compile(r"(?<=\d) ([.,]) (?=\d)|(?<=[\u0e00-\u0e7f]) ([.]) (?=[\u0e00-\u0e7f])")
_MARK_GAP = re.compile(r"(?<=\S) (?=[,.)\u0964\u104a\u104b\u3001\u3002\uff0c](?:\s|$))|(?<=[(]) (?=\S)")

# The library warns of every flaw it works around; without a handler of its own that would land on standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a PDF holds: its text, the title it gives itself, and what a reader must know of how it was read."""

    text: str
    title: str | None = None
    notes: tuple[str, ...] = ()


def read_pdf(data: bytes, name: str, ocr: Ocr | None = None) -> Pdf:
    """Take the text layer out of a PDF; where there is something to recognise letters, also those of pages without one.

    Raises:
        UnreadableAnnouncement: it is broken, locked, too long, has no text layer, or one whose letters cannot be told.
    """
    from pypdf import PdfReader, apply_configuration

    try:
        with apply_configuration(**_LIMITS):
            reader = PdfReader(io.BytesIO(data))
            _unlock(reader, name)
            pages, title = _pages(reader, name), _title(reader)
            scanned = [number for number, page in enumerate(pages) if not page.strip() and _has_picture(reader, number)]
    except UnreadableAnnouncement:
        raise
    except Exception as error:  # broken files raise whatever comes first, RecursionError included
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        raise UnreadableAnnouncement(
            f"{name}: the PDF cannot be read ({reason}); copy its text into a .txt file and read that"
        ) from error
    layer = "\n\n".join(filter(None, map(_paragraphs, pages)))
    if not layer and not ocr:
        raise _scan(len(pages), name)
    _refuse_unknown(layer, name)
    if not layer and ocr and not scanned:
        scanned = list(range(len(pages)))  # drawn in another way
    if not scanned:
        return Pdf(layer, title)
    if ocr is None:
        return Pdf(layer, title, (_not_read([number + 1 for number in scanned]),))
    for number, page in zip(scanned, ocr.read_pages(data, scanned, name), strict=True):
        pages[number] = page
    text = "\n\n".join(filter(None, map(_paragraphs, pages)))
    if not text:
        raise UnreadableAnnouncement(f"{name}: no text is on its pages, not even for OCR; look whether they are blank")
    return Pdf(text, title, (ocr.note([number + 1 for number in scanned], len(pages)),))


def _scan(pages: int, name: str) -> UnreadableAnnouncement:
    return UnreadableAnnouncement(
        f"{name}: the PDF has no text on its {pages} page{'' if pages == 1 else 's'}, most likely it is a scan; have "
        "its text recognised (OCR, with --ocr) or copied into a .txt file"
    )


def _has_picture(reader: PdfReader, number: int) -> bool:
    """Tell whether something is painted on a page that may be a scan: a picture, alone or in a form."""
    resources = reader.pages[number].get("/Resources")
    return bool(resources is not None and resources.get_object().get("/XObject"))


def _not_read(pages: list[int]) -> str:
    which = f"Page {pages[0]} has" if len(pages) == 1 else f"Pages {', '.join(map(str, pages))} have"
    return f"{which} a picture and no text layer, and what it shows was not read; load the file with --ocr."


def _unlock(reader: PdfReader, name: str) -> None:
    """Open what is encrypted with an empty password, as viewers do."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableAnnouncement(f"{name}: the PDF is locked by a password; save it without one and read that")


def _pages(reader: PdfReader, name: str) -> list[str]:
    """Give the text of each page."""
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise UnreadableAnnouncement(
            f"{name}: the PDF has {count} pages, more than {_MOST_PAGES}; save those of the announcement alone"
        )
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text(visitor_operand_before=_actual_text()).replace(_COVERED, ""))
        if sum(map(len, pages)) > _MOST_CHARACTERS:
            raise UnreadableAnnouncement(f"{name}: the PDF holds more than {_MOST_CHARACTERS:,} characters; split it")
    return pages


def _actual_text() -> Callable[[bytes, list[Any], Any, Any], None]:
    """Make what puts the text that marked glyphs stand for in the place of the first of them."""
    from pypdf.generic import ArrayObject, TextStringObject

    marks: list[str | None] = []  # of the marked content under way: what is still to be written, or None

    def before(operator: bytes, operands: list[Any], *_: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            marks.append(_stated(operands))
        elif operator == b"EMC" and marks:
            marks.pop()
        elif operator in {b"Tj", b"TJ", b"'", b'"'} and operands and any(text is not None for text in marks):
            place = next(position for position, text in enumerate(marks) if text is not None)
            shown = TextStringObject(marks[place] or _COVERED)
            operands[-1] = ArrayObject([shown]) if operator == b"TJ" else shown
            marks[place] = ""

    return before


def _stated(operands: list[Any]) -> str | None:
    """Give the text that marked content stands for, where it says so."""
    properties = operands[1].get_object() if len(operands) > 1 else {}
    text = (
        properties.get("/ActualText") if hasattr(properties, "get") else None
    )  # a name stands for some kept elsewhere
    if text is None:
        return None
    raw = bytes(text) if isinstance(text, bytes) else getattr(text, "original_bytes", str(text).encode("latin-1"))
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _title(reader: PdfReader) -> str | None:
    """Give the title where it has words: many programs put the name of a file there."""
    title = " ".join(str((reader.metadata and reader.metadata.title) or "").split())
    is_name = re.search(r"\.\w{1,5}$|^untitled|^microsoft word", title, re.IGNORECASE) or " " not in title
    return None if is_name or _UNKNOWN.search(title) else title


def _refuse_unknown(text: str, name: str) -> None:
    letters = sum(1 for character in text if not character.isspace())
    unknown, right_to_left = len(_UNKNOWN.findall(text)), len(_RIGHT_TO_LEFT.findall(text))
    if unknown > letters * _MOST_UNKNOWN:
        raise UnreadableAnnouncement(
            f"{name}: the PDF does not say which letters {unknown} of its {letters} characters are; copy the text from "
            "where it was published into a .txt file"
        )
    if right_to_left > letters * _MOST_RIGHT_TO_LEFT:
        raise UnreadableAnnouncement(
            f"{name}: the PDF's letters run from right to left, and it does not tell in which order they were painted; "
            "copy the text from where it was published into a .txt file"
        )


def _paragraphs(page: str) -> str:
    r"""Put the lines of a page back into paragraphs: a line nearly as wide as the widest goes on in the next.

    >>> _paragraphs("Ten people were arrested in\nPoipet.\nTen were freed.")
    'Ten people were arrested in Poipet.\nTen were freed.'
    """
    # Where most spaces come in twos, one of each is the gap between two fonts, and a single one may be a gap alone.
    has_gaps = len(re.findall(r"\S  (?=\S)", page)) > len(re.findall(r"\S (?=\S)", page))
    lines = [_tidy(line, has_gaps=has_gaps) for line in page.splitlines()]
    full = _FULL_LINE * max(map(len, lines), default=0)
    text, is_open = "", False
    for line in lines:
        if not line:
            text, is_open = f"{text}\n" if text and not text.endswith("\n\n") else text, False
            continue
        text += _joint(text, line) if is_open else "\n" if text and not text.endswith("\n") else ""
        text += line
        is_open = len(line) >= full
    return text.strip("\n")


def _joint(before: str, after: str) -> str:
    """Give what stands between two lines of one paragraph: nothing in scripts that are written without spaces."""
    return "" if _WITHOUT_SPACES.match(before[-1:]) and _WITHOUT_SPACES.match(after) else " "


def _tidy(line: str, *, has_gaps: bool = False) -> str:
    r"""Write characters for those that merely look like them, and no more spaces than were written.

    Where the font changes, as between letters and digits or marks, a gap reads as a space.

    >>> _tidy("of\ufb01cials  , 2 , 198 in all"), _tidy("⼈⺠")
    ('officials, 2,198 in all', '人民')
    >>> _tidy("2026 年 2 月 3 日")
    '2026年2月3日'
    """
    text = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), line).translate(_RADICALS)
    text = _HAN_GAP.sub("", text.replace("\u00a0", " "))
    if has_gaps:
        text = _HANGUL_GAP.sub("", text)
    text = re.sub(r"[ \t]+", " ", text).strip().removesuffix("\u00ad")
    return _MARK_GAP.sub("", _INNER_GAP.sub(r"\1\2", text))
