"""DOCX files."""

from __future__ import annotations

from typing import Final

from tests.fuzz.hostile.words import ENTITIES, NEWS, SCRIPT
from tests.fuzz.hostile.zip_files import zipped

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _office_of(body: str, **parts: bytes) -> bytes:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}" '
                'Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(),
            **parts,
        }
    )


def office() -> dict[str, str | bytes]:
    """Make DOCX files."""
    paragraph = f"<w:p><w:r><w:t>{NEWS}</w:t></w:r></w:p>"
    good = _office_of(paragraph)
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="'
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/>'
        "</Relationships>"
    )
    return {
        "plain": good,
        "script": _office_of(paragraph.replace("Thai", SCRIPT.replace("<", "&lt;").replace(">", "&gt;"))),
        "cut": good[:-40],
        "entities": _office_of(paragraph, **{"word/document.xml": f'{ENTITIES}<w:document xmlns:w="{W}">&j;&p;</w:document>'.encode()}),
        "entities-utf16": _office_of(paragraph, **{"word/document.xml": f'{ENTITIES}<w:document xmlns:w="{W}">&j;</w:document>'.encode("utf-16")}),
        "entities-utf7": _office_of(paragraph, **{"word/document.xml": b'<?xml version="1.0" encoding="utf-7"?>' + ENTITIES.encode("utf-7")}),
        "entities-ebcdic": _office_of(paragraph, **{"word/document.xml": ('<?xml version="1.0" encoding="cp037"?>' + ENTITIES + "<x>&j;</x>").encode("cp037")}),
        "deep": _office_of("<w:sdt>" * 3_000 + paragraph),
        "deep-tables": _office_of("<w:tbl><w:tr><w:tc>" * 300 + paragraph + "</w:tc></w:tr></w:tbl>" * 300),
        "runs-deep": _office_of("<w:p>" + "<w:ins>" * 250 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 250 + "</w:p>"),
        "bomb": _office_of(paragraph, **{"word/media/a.png": b"\0" * 30_000_000}),
        "bomb-in-markup": _office_of("<w:p/>" * 2_000_000),
        "paragraphs-many": _office_of("<w:p/>" * 100_000),
        "names-lead-out": _office_of(paragraph, **{"../../../escaped.xml": b"<x/>", "/tmp.rels": b"<x/>"}),
        "relation-outside": _office_of(paragraph, **{"_rels/.rels": (relation % ("officeDocument", "file:///etc/passwd")).encode()}),
        "relation-leads-out": _office_of(paragraph, **{"word/_rels/document.xml.rels": (relation % ("header", "../../../../etc/passwd")).replace("External", "Internal").encode()}),
        "not-xml": _office_of(paragraph, **{"word/document.xml": b"\xff\xfe<"}),
        "no-main-part": zipped({"a.txt": b"x"}),
        "twice-the-same": good + good,
    }  # fmt: skip
