"""PDFs, written object by object."""

from __future__ import annotations

import zlib

from tests.fuzz.hostile.words import ENTITIES, NEWS, SCRIPT


def _pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer, len(body),
    )  # fmt: skip


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def _one_page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %b >> >>" % resources,
        content, font, *more,
    )  # fmt: skip


def pdfs() -> dict[str, str | bytes]:
    """Make PDFs."""
    shown = b"BT /F1 11 Tf 50 800 Td (%b) Tj ET" % NEWS.encode()
    good = _one_page(_stream(shown))
    bomb = zlib.compress(zlib.compress(zlib.compress(b" " * 50_000_000, 9), 9), 9)
    flate = b"/Filter /FlateDecode"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X %d 0 R /Y %d 0 R >> >> "
    forms = [_stream(b"/X Do /Y Do", form[3:] % (7 + level, 7 + level)) for level in range(20)]
    return {
        "plain": good,
        "cut-in-the-middle": good[: len(good) // 2],
        "cut-after-the-head": good[:20],
        "without-table": good[: good.index(b"xref")],
        "table-points-nowhere": good.replace(b"startxref\n", b"startxref\n9"),
        "bomb": _one_page(_stream(bomb, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")),
        "filters-many": _one_page(_stream(b"x", b"/Filter [" + b"/ASCIIHexDecode " * 3_000 + b"]")),
        "run-length-bomb": _one_page(_stream(b"\x81 " * 30_000, b"/Filter /RunLengthDecode")),
        "predictor": _one_page(_stream(zlib.compress(b"\x02" * 500), flate + b" /DecodeParms << /Predictor 15 /Columns 99999999 >>")),
        "operators": _one_page(_stream(zlib.compress(b"BT (a) Tj ET " * 200_000, 9), flate)),
        "arrays-deep": _one_page(_stream(b"BT " + b"[" * 5_000 + b" ET")),
        "dictionaries-deep": _pdf(b"<< /A " * 3_000 + b">>" * 3_000),
        "pages-in-a-ring": _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        "pages-count-lies": _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 999999999 >>"),
        "pages-many": _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%b] /Count 3000 >>" % (b"3 0 R " * 3_000),
                           b"<< /Type /Page /Parent 2 0 R >>"),
        "forms-that-double": _one_page(_stream(b"/X Do"), b"/XObject << /X 6 0 R >>", *forms),
        "form-in-itself": _one_page(_stream(b"/X Do"), b"/XObject << /X 6 0 R >>", _stream(b"/X Do", form[3:] % (6, 6))),
        "reference-to-itself": _pdf(b"1 0 R"),
        "length-lies": good.replace(b"/Length ", b"/Length 99999999"),
        "length-negative": good.replace(b"/Length ", b"/Length -"),
        "to-unicode-bomb": _one_page(
            _stream(shown), b"",
        ).replace(b"/Encoding /WinAnsiEncoding", b"/ToUnicode 6 0 R").replace(
            b"xref\n", b"6 0 obj\n" + _stream(b"1 beginbfrange <0000> <ffff> <0000> endbfrange") + b"\nendobj\nxref\n"),
        "numbers": _one_page(_stream(b"BT /F1 1e999999 Tf %b Td (x) Tj ET" % (b"9" * 5_000))),
        "encrypted": good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -1 "
                                                  b"/O (x) /U (y) /OE (z) /UE (w) >> /ID [(a) (b)]"),
        "previous-in-a-ring": good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % good.index(b"xref")),
        "object-stream-in-itself": _pdf(b"<< /Type /Catalog /Pages 2 0 R >>",
                                        _stream(b"2 0 << >>", b"/Type /ObjStm /N 1 /First 4 /Extends 2 0 R")),
        "script-in-title": _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>",
                                b"<< /Title (%b) >>" % SCRIPT.replace("(", "\\(").replace(")", "\\)").encode(),
                                trailer=b"/Root 1 0 R /Info 3 0 R"),
        "xfa": _pdf(b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 3 0 R >> >>",
                    b"<< /Type /Pages /Kids [] /Count 0 >>", _stream(ENTITIES.encode() + b"<x>&j;</x>")),
    }  # fmt: skip
