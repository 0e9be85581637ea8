"""Scans: nothing is recognised unasked; what is missing is named; what was recognised is marked.

The last test needs a real tesseract and is passed over where there is none.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from crackdown.errors import InputError, UnreadableAnnouncement
from crackdown.loaders import Document, Options, Reading, extract
from crackdown.loaders.sources.ocr import Ocr

LINES = ("On 3 March 2026 Thai police arrested 25 Chinese", "nationals in Pattaya, the police said.")


def scan(make_pdf: Callable[..., bytes], lines: Callable[..., bytes]) -> bytes:
    """A page of text as a picture of it, and nothing else."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    drawn = pypdfium2.PdfDocument(make_pdf(b"/F1 20 Tf 28 TL " + lines(*LINES)))[0].render(scale=3, grayscale=True)
    rows = b"".join(
        bytes(drawn.buffer)[at : at + drawn.width] for at in range(0, drawn.stride * drawn.height, drawn.stride)
    )
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

    writer, sink, picture, content = PdfWriter(), BytesIO(), StreamObject(), DecodedStreamObject()
    page = writer.add_blank_page(595, 842)
    picture._data = zlib.compress(rows)
    told = {"/Subtype": NameObject("/Image"), "/Width": NumberObject(drawn.width),
            "/Height": NumberObject(drawn.height),
            "/ColorSpace": NameObject("/DeviceGray"), "/BitsPerComponent": NumberObject(8),
            "/Filter": NameObject("/FlateDecode"), "/Type": NameObject("/XObject")}  # fmt: skip
    picture.update({NameObject(key): value for key, value in told.items()})
    content.set_data(b"595 0 0 842 0 0 cm /I Do")
    images = DictionaryObject({NameObject("/I"): writer._add_object(picture)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): images})
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.write(sink)
    return sink.getvalue()


def test_without_tesseract_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="needs tesseract"):
        Ocr.find()


def test_a_scan_is_refused_unless_asked(tmp_path: Path, make_pdf, lines) -> None:
    (tmp_path / "a.pdf").write_bytes(scan(make_pdf, lines))
    (found,) = Reading([tmp_path])
    assert isinstance(found, UnreadableAnnouncement)
    assert "--ocr" in str(found)


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_a_scan_is_read_and_marked(tmp_path: Path, make_pdf, lines) -> None:
    (tmp_path / "a.pdf").write_bytes(scan(make_pdf, lines))
    with pytest.raises(InputError, match="no language xyz"):
        Ocr.find(["xyz"])
    (found,) = Reading([tmp_path], Options(ocr=Ocr.find(["eng"])))
    assert isinstance(found, Document)
    record = extract(found)
    assert [operation.persons for operation in record.operations] == [25]
    assert [note[:11] for note in record.notes] == ["Read by OCR"]
