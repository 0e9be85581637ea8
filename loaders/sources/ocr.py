"""OCR: the letters of scanned pages, recognised by an installed tesseract; pages become pictures by pypdfium2.

Nothing is recognised unless it was asked for, and what was is marked: the record has a note. A page whose words
tesseract itself is not sure of, as when it is told the wrong language, is refused: false words under a fact are worse
than no fact.
"""

from __future__ import annotations

import csv
import io
import math
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crackdown.errors import InputError, UnreadableAnnouncement

_DPI: Final = 300  # what tesseract was trained on
_MOST_PIXELS: Final = 40_000_000  # an A4 page has 8.7 million at that resolution
_PAGE_SECONDS: Final = 180
_LEAST_SURE: Final = 60.0  # per cent, the mean over a page's words; clean print has more than 90
_MOST_LANGUAGES: Final = 3  # looked for when nobody names them: each makes the others less sure
_NO_LANGUAGES: Final = {"osd", "equ"}
_INSTALL: Final = "install it (Debian: apt install tesseract-ocr tesseract-ocr-khm …; macOS: brew install tesseract)"


@dataclass(frozen=True, slots=True)
class Ocr:
    """What recognises letters: the program, the languages it looks for, and its version for the note."""

    program: str
    languages: tuple[str, ...]
    version: str

    @classmethod
    def find(cls, languages: Sequence[str] = ()) -> Ocr:
        """Find what is needed.

        Args:
            languages: tesseract's names of languages (eng, khm, chi_sim); none means those that are installed.

        Raises:
            InputError: something is missing, or too much is installed to tell; the message says how to get or name it.
        """
        program = shutil.which("tesseract")
        if program is None:
            raise InputError(f"--ocr needs tesseract, which is not installed; {_INSTALL}")
        try:
            import pypdfium2  # noqa: F401
        except ImportError as error:
            raise InputError("--ocr needs pypdfium2 to draw the pages; pip install 'crackdown[ocr]'") from error
        installed = sorted(set(_run([program, "--list-langs"]).stdout.split("\n")[1:]) - _NO_LANGUAGES - {""})
        missing = [language for language in languages if language not in installed]
        if missing or not installed:
            raise InputError(
                f"tesseract has no language {', '.join(missing) or 'at all'}; it has {', '.join(installed) or 'none'}: "
                f"name one of those with --ocr-language, or {_INSTALL}"
            )
        if not languages and len(installed) > _MOST_LANGUAGES:
            raise InputError(
                f"tesseract has {len(installed)} languages; name those of the scans: --ocr-language eng+khm; "
                f"it has {', '.join(installed)}"
            )
        version = _run([program, "--version"]).stdout.partition("\n")[0].removeprefix("tesseract ").strip()
        return cls(program, tuple(languages or installed), version)

    def note(self, pages: Sequence[int], of: int) -> str:
        """Say that pages were read so; numbers count from 1."""
        which = "" if len(pages) == of else f" on page{'' if len(pages) == 1 else 's'} {', '.join(map(str, pages))}"
        return (
            f"Read by OCR{which} (tesseract {self.version}, {'+'.join(self.languages)}): letters and numbers may be "
            "mistaken; compare them with the scan."
        )

    def read_pages(self, data: bytes, pages: Sequence[int], name: str) -> list[str]:
        """Recognise the letters of pages of a PDF, by their positions from 0; a blank page gives an empty text.

        Raises:
            UnreadableAnnouncement: a page cannot be drawn or read, or tesseract is not sure of its words.
        """
        import pypdfium2

        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableAnnouncement(
                f"{name}: its pages cannot be drawn ({error}); open and print it anew"
            ) from error
        try:
            return [self._read(_picture(document[page], f"{name}: page {page + 1}"), f"{name}: page {page + 1}")
                    for page in pages]  # fmt: skip
        finally:
            document.close()

    def _read(self, picture: bytes, place: str) -> str:
        with tempfile.TemporaryDirectory(prefix="crackdown-ocr-") as folder:
            base = Path(folder) / "page"
            words = [self.program, "stdin", str(base), "-l", "+".join(self.languages), "--dpi", str(_DPI), "txt", "tsv"]
            try:
                done = _run(words, picture)
            except subprocess.TimeoutExpired as error:
                raise UnreadableAnnouncement(
                    f"{place}: tesseract was not done within {_PAGE_SECONDS} s; scan the page anew"
                ) from error
            if done.returncode:
                reason = " ".join(done.stderr.split())[:200]
                raise UnreadableAnnouncement(f"{place}: tesseract cannot read it ({reason})")
            text = base.with_suffix(".txt").read_text(encoding="utf-8", errors="replace")
            sure = _sureness(base.with_suffix(".tsv").read_text(encoding="utf-8", errors="replace"))
        if sure is not None and sure < _LEAST_SURE:
            raise UnreadableAnnouncement(
                f"{place}: tesseract is {sure:.0f} % sure of its words, less than {_LEAST_SURE:.0f}; name the language "
                f"of the scan (--ocr-language, now {'+'.join(self.languages)}), or scan the page anew"
            )
        return text.replace("\f", "").strip()


def _run(words: list[str], given: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(words, input=given, capture_output=True, timeout=_PAGE_SECONDS, check=False)
    told = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    return subprocess.CompletedProcess(words, done.returncode, *told)


def _picture(page: Any, place: str) -> bytes:
    """Draw a page in shades of grey, as a portable graymap (PGM), however large it says it is."""
    import pypdfium2

    width, height = page.get_size()  # in points, 72 an inch
    pixels = max(width * height, 1.0)
    try:
        bitmap = page.render(scale=min(_DPI / 72, math.sqrt(_MOST_PIXELS / pixels)), grayscale=True)
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
        raise UnreadableAnnouncement(f"{place} cannot be drawn ({error}); open the file and print it anew") from error
    lines, stride = bytes(bitmap.buffer), bitmap.stride
    body = b"".join(lines[start : start + bitmap.width] for start in range(0, stride * bitmap.height, stride))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + body


def _sureness(table: str) -> float | None:
    """Give how sure tesseract is of a page's words, in per cent, weighed by their letters; None without words."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [(float(row["conf"]), len(re.sub(r"\W", "", row["text"] or ""))) for row in rows if row.get("conf")]
    counted = [(sure, letters) for sure, letters in words if sure >= 0 and letters]
    total = sum(letters for _, letters in counted)
    return sum(sure * letters for sure, letters in counted) / total if total else None
