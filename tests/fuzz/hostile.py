"""The hostile files that everybody thinks of, made here rather than kept: what each is about can be read.

What fuzzing found, and nobody would think of, lies in `corpus/TARGET/`.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

CORPUS: Final = Path(__file__).with_name("corpus")
NEWS: Final = "Thai police arrested 25 Chinese nationals in Pattaya on 9 June 2025."
SCRIPT: Final = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'; {{7*7}} =cmd|'/c calc'!A1"
TURNED: Final = "Police arrested \u202e52\u202c people \u2066in\u2069 Pattaya \u200b\u2028 on 9\u00a0June 2025.\ufeff"
_LEVELS: Final = "".join(
    f'<!ENTITY {"abcdefghij"[level]} "{("&" + "abcdefghij"[level - 1] + ";") * 10}">' for level in range(1, 10)
)
ENTITIES: Final = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{_LEVELS}<!ENTITY p SYSTEM "file:///etc/passwd">]>'
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def files() -> Iterator[tuple[str, str, bytes]]:
    """Yield target, name and content of each, those in `corpus/` included."""
    for target, made in {
        "text": _texts(), "html": _pages(), "pdf": _pdfs(), "docx": _office(), "eml": _mails(), "mbox": _mailboxes(),
        "jsonl": _lines(), "csv": _tables(), "warc": _archives(), "wacz": _packages(), "feed": _feeds(),
        "sitemap": _sitemaps(), "pagelist": _lists(), "gdelt": _exports(), "date": _dates(), "sentence": _sentences(),
        "record": _records(), "query": _queries(),
    }.items():  # fmt: skip
        for name, content in made.items():
            yield target, name, content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    for path in sorted(CORPUS.glob("*/*")):
        yield path.parent.name, path.name, path.read_bytes()


def _texts() -> dict[str, str | bytes]:
    return {
        "plain": NEWS,
        "script": f"{SCRIPT} {NEWS}",
        "turned": TURNED,
        "surrogates": b"Police arrested \xed\xa0\x80\xed\xb0\x80 25 people.",
        "nul": b"Police \x00 arrested 25 people.",
        "utf16-cut": "\ufeffPolice".encode("utf-16-le")[:-1],
        "utf32-wrong": b"\xff\xfe\x00\x00\x00\x00\x11\x00",
        "western": "Cinq personnes ont été arrêtées".encode("cp1252"),
        "magic": b"PK\x03\x04 arrested",
        "controls": "".join(map(chr, range(1, 32))) + NEWS,
        "one-long-word": "x" * 20_000,
        "digits": "9" * 5_000 + " people were arrested.",
        "separated-digits": "1,000" * 2_000 + " people",
        "spelled-numbers": "one hundred thousand million " * 300 + "people were arrested",
        "many-dates": "9 June 2025, " * 500,
        "brackets": "(" * 3_000 + NEWS + ")" * 3_000,
        "quotes": "“" * 3_000 + NEWS,
        "full-stops": ". " * 5_000,
        "lines": "\r\n\u2028\x85" * 3_000 + NEWS,
        "marks-on-a-letter": "e" + "\u0301" * 5_000 + NEWS,
        "khmer": "ចាប់ខ្លួនជនបរទេស ៣១២ នាក់ " * 100,
        "thai-without-spaces": "ตำรวจจับกุมชาวจีน" * 200,
        "many-agencies": "Ministry of the Ministry of " * 400 + "Interior",
        "names": "Gen. Sok Dara " * 300,
        "capitals": "A B C D E F G " * 500,
        "hyphens": "-" * 5_000 + "to" + "–" * 3_000,
        "commas": "China, " * 1_000 + NEWS,
        "operations": "".join(
            f"Police arrested {number} Chinese nationals on 9 June 2025. " for number in range(11, 51)
        ),
        "facts-in-one-sentence": "Police said that "
        + "".join(
            f"on {1 + number % 28} May 2025 Gen. Sok Da{number}ra arrested {number} Chinese in Poipet with Bureau {number}, "
            for number in range(11, 41)
        ),
        "bodies": "Police said: " + "".join(f"Bureau of Affairs {number} of Cambodia, " for number in range(300)),
    }


def _pages() -> dict[str, str | bytes]:
    def page(body: str, head: str = "") -> str:
        return f"<html lang=en><head>{head}</head><body><article>{body}<p>{NEWS * 3}</p></article></body></html>"

    return {
        "plain": page("<h1>Raid</h1>"),
        "script": page(f"<h1>{SCRIPT}</h1><svg onload=alert(1)>", f"<title>{SCRIPT}</title>"),
        "deep": "<div>" * 5_000 + NEWS,
        "deep-in-list-items": page("<li>" * 3_000),
        "deep-fonts": page("<font><b><i>" * 130),
        "entities": ENTITIES + page("&j; &p;"),
        "xinclude": page('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
        "outside": page('<img src="http://127.0.0.1:9/x"><link rel=stylesheet href="file:///etc/passwd">'),
        "unclosed": "<html><body><p" * 500,
        "attributes": page("<p " + " ".join(f"a{number}=1" for number in range(3_000)) + ">x</p>"),
        "attribute-without-end": page("<meta content=" + "a" * 20_000),
        "comment-without-end": page("<!--" * 2_000),
        "tags-unclosed": page("<a<" * 3_000),
        "table": page("<table>" + "<tr><td>x" * 1_500 + "</table>"),
        "tables-in-tables": page("<table><tr><td>" * 100),
        "charset-lies": page("é").replace("<head>", "<head><meta charset=utf-7>").encode("latin-1"),
        "charset-unknown": b"<meta charset=\"x-\xff\">" + page("\u00e9").encode("latin-1"),
        "charset-rot13": page("é").replace("<head>", "<head><meta charset=rot13>").encode("latin-1"),
        "charset-hex": page("é").replace("<head>", "<head><meta charset=hex>").encode("latin-1"),
        "utf16": page("Raid").encode("utf-16"),
        "json-ld": page("", f'<script type="application/ld+json">{"[" * 5_000}</script>'),
        "json-ld-values": page("", '<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":{"a":1}}],'
                                   '"publisher":[1,null],"datePublished":{"a":[]},"headline":["x"]}</script>'),
        "dates": page("<time datetime='99999999999999-99-99'>", '<meta property="article:published_time" content="0000-00-00">'),
        "numeric-references": page("&#x110000;&#0;&#xD800;&#99999999999;" * 200),
        "nul": page("\x00\x01" * 50),
        "turned": page(TURNED),
        "frames": page("<iframe srcdoc='" + "&lt;iframe srcdoc=" * 500 + "'>"),
        "links": page("<a href='" + "../" * 3_000 + "'>x</a>", "<base href='javascript:alert(1)'>"),
        "title-long": page("", "<title>" + "Raid | " * 1_500 + "</title>"),
    }  # fmt: skip


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


def _pdfs() -> dict[str, str | bytes]:
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


def _zip(parts: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 6, 9, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _office_of(body: str, **parts: bytes) -> bytes:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _zip(
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


def _office() -> dict[str, str | bytes]:
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
        "no-main-part": _zip({"a.txt": b"x"}),
        "twice-the-same": good + good,
    }  # fmt: skip


def _mail(content: str = NEWS, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "press@police.example", "Raid in Pattaya"
    message["Date"], message["Message-ID"] = "Tue, 10 Jun 2025 01:00:00 +0700", "<a@example.org>"
    message.set_content(content)
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    return message


def _mails() -> dict[str, str | bytes]:
    head = b"From: a@example.org\r\nSubject: Raid\r\nDate: %b\r\nMIME-Version: 1.0\r\n"
    now = b"Tue, 10 Jun 2025 01:00:00 +0700"
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(150))
    attached = _mail()
    attached.add_attachment(b"x", maintype="text", subtype="plain", filename="../../../escaped.txt")
    attached.add_attachment(_zip({"../x": b"x"}), maintype="application", subtype="zip", filename="/etc/passwd")
    many = _mail()
    for number in range(150):
        many.add_attachment(NEWS, filename=f"{number}.txt")
    inside = _mail()
    for _ in range(15):
        outer = _mail()
        outer.add_attachment(inside)
        inside = outer
    return {
        "plain": _mail().as_bytes(),
        "script": _mail(SCRIPT, Subject=SCRIPT).as_bytes(),
        "attached-names-lead-out": attached.as_bytes(),
        "attached-many": many.as_bytes(),
        "mails-in-mails": inside.as_bytes(),
        "parts-deep": head % now + deep + b"\r\n\r\n" + NEWS.encode(),
        "parts-many": head % now + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 1_500,
        "boundary-empty": head % now + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx',
        "boundary-long": head % now + b"Content-Type: multipart/mixed; boundary=" + b"b" * 20_000 + b"\r\n\r\nx",
        "base64-broken": head % now + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * 3_000 + b"!!!!",
        "quoted-broken": head % now + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=ZZ=\r\n" * 2_000,
        "uuencode-broken": head % now + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 ../x\r\n" + b"M" * 3_000,
        "charset-lies": head % now + b"Content-Type: text/plain; charset=utf-16\r\n\r\n" + NEWS.encode(),
        "charset-is-a-codec": head % now + b"Content-Type: text/plain; charset=zlib_codec\r\n\r\n" + zlib.compress(b"x" * 50_000_000),
        "charset-idna": head % now + b"Content-Type: text/plain; charset=idna\r\n\r\n" + b"xn--" * 3_000,
        "charset-punycode": head % now + b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a-" + b"9" * 20_000,
        "header-long": b"Subject: " + b"=?utf-8?q?=41?= " * 3_000 + b"\r\n" + head % now + b"\r\n" + NEWS.encode(),
        "header-broken": b"Subject: =?utf-8?b?" + b"/" * 3_000 + b"?=\r\nFrom: =?x-unknown?q?a?=\r\n\r\n" + NEWS.encode(),
        "header-not-base64": b"Subject: =?utf-8?b?a?=\r\n\r\n" + NEWS.encode(),
        "headers-many": b"".join(b"X-%d: y\r\n" % number for number in range(5_000)) + head % now + b"\r\n" + NEWS.encode(),
        "address-nested": b"From: " + b"(" * 3_000 + b"a@b\r\nSubject: x\r\n\r\n" + NEWS.encode(),
        "date-odd": head % b"Tue, 99 Jun 99999999999 25:61:61 +9999999999" + b"\r\n" + NEWS.encode(),
        "date-huge": head % (b"9" * 5_000) + b"\r\n" + NEWS.encode(),
        "parameters-continued": head % now + b"Content-Type: text/plain; " + b"; ".join(b"name*%d=a" % n for n in range(3_000)) + b"\r\n\r\nx",
        "flowed": head % now + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \r\n" * 5_000,
        "nul": head % now + b"\r\n\x00\x00" + NEWS.encode(),
        "page": _page_mail(),
        "line-long": head % now + b"\r\n" + b"x" * 50_000,
    }  # fmt: skip


def _page_mail() -> bytes:
    message = _mail()
    message.set_content(f"<table><tr><td>{SCRIPT}<p>{NEWS * 3}</p></td></tr></table>" + "<td>" * 300, subtype="html")
    return message.as_bytes()


def _mailboxes() -> dict[str, str | bytes]:
    one = b"From a@example.org Tue Jun 10 01:00:00 2025\r\n" + _mail().as_bytes() + b"\r\n"
    return {
        "plain": one * 2,
        "from-alone": b"From \r\n\r\n" * 500,
        "broken-mails": b"From \r\nx\r\n\r\n" * 300,
        "no-newline": b"From " + b"x" * 20_000,
        "quoted": one + b">From " * 3_000,
        "nul": b"From \x00\r\n\x00\r\n\r\n" + one,
    }


def _lines() -> dict[str, str | bytes]:
    return {
        "plain": json.dumps({"text": NEWS, "url": "https://example.org/a"}),
        "script": "\n".join(json.dumps({"text": NEWS, field: SCRIPT}) for field in ("title", "url", "publisher", "id", "language")),
        "deep": "[" * 50_000,
        "deep-objects": '{"text":' * 3_000 + "1" + "}" * 3_000,
        "number-huge": '{"text": "x", "id": ' + "9" * 5_000 + "}",
        "number-not-finite": '{"text": "x", "id": NaN}',
        "surrogates": r'{"text": "Police \ud800 arrested 25 people", "title": "\udfff"}',
        "surrogates-in-keys": r'{"\ud800": 1}',
        "nul": r'{"text": "Police \u0000 arrested", "url": "https://a\u0000b"}',
        "url-script": json.dumps({"text": NEWS, "url": "javascript:alert(1)"}),
        "url-markup": json.dumps({"text": NEWS, "url": "https://a/<script>\"'`{}|\\^"}),
        "url-host-broken": json.dumps({"text": NEWS, "url": "https://[::1"}),
        "dates": "\n".join(json.dumps({"text": NEWS + str(number), "published": date}) for number, date in enumerate(
            ("0000-00-00", "9999999999-01-01", "2025-02-30", "9" * 3_000, "now", "%Y", "2025-06-09T99:99", "١٢/٣/٢٠٢٥", ""))),
        "keys-many": json.dumps({str(number): number for number in range(3_000)}),
        "keys-dotted": json.dumps({"text": NEWS, "." * 3_000: 1}),
        "keys-twice": '{"text": "a", "text": {"text": 1}}',
        "page": json.dumps({"html": "<div>" * 300 + f"<script>alert(1)</script><p>{NEWS * 3}</p>"}),
        "utf16": '{"text": "x"}'.encode("utf-16"),
        "cut": '{"text": "x',
    }  # fmt: skip


def _tables() -> dict[str, str | bytes]:
    return {
        "plain": f'text,url\n"{NEWS}",https://example.org/a\n',
        "formulas": f'text,title,publisher\n"{NEWS}","=HYPERLINK(""http://a"")","@SUM(1+1)*cmd|\' /C calc\'!A0"\n',
        "script": f'text,title,publisher,id\n"{NEWS}","{SCRIPT.replace(chr(34), chr(34) * 2)}","<b>","<i>"\n',
        "quote-open": 'text\n"' + "x" * 20_000,
        "quotes": 'text\n"' + '""' * 10_000 + '"\n',
        "columns-many": ",".join(["text", *map(str, range(5_000))]) + "\n" + ",".join(["x"] * 5_001) + "\n",
        "columns-twice": f"text,text,text\n{NEWS},,\n",
        "rows-blank": "text\n" + "\n" * 20_000 + NEWS,
        "nul": "text\nPolice \x00 arrested 25\n",
        "nul-in-header": "te\x00xt\n",
        "separators": f"text;url\n{NEWS};\x1f\n",
        "utf16-cut": "text\nx".encode("utf-16")[:-1],
        "utf16-surrogates": b"\xff\xfet\x00e\x00x\x00t\x00\n\x00\x00\xd8x\x00\n\x00",
        "surrogates": b"text\nPolice \xed\xa0\x80 arrested 25\n",
        "carriage-returns": "text\r" + f"{NEWS}\r" * 20,
        "header-only": "text",
        "dates": "text,published\n" + "".join(f"x{n},{d}\n" for n, d in enumerate(("1/2/2025", "9" * 200, "0-0-0", "=NOW()"))),
    }  # fmt: skip


def _warc_record(body: bytes, url: str = "https://example.org/a", http: bytes = b"", **headers: Any) -> bytes:
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + http + b"\r\n" + body
    length = headers.pop("length", len(payload))
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2025-06-10T00:00:00Z\r\nContent-Type: application/http; "
        f"msgtype=response\r\n{told}Content-Length: {length}\r\n\r\n"
    ).encode() + payload + b"\r\n\r\n"  # fmt: skip


def _archives() -> dict[str, str | bytes]:
    page = f"<html><body><article><p>{NEWS * 3}</p></article></body></html>".encode()
    bomb = gzip.compress(b"\0" * 30_000_000, mtime=0)
    return {
        "plain": gzip.compress(_warc_record(page), mtime=0),
        "unpacked": _warc_record(page),
        "cut": gzip.compress(_warc_record(page), mtime=0)[:-20],
        "bomb": gzip.compress(_warc_record(b"\0" * 30_000_000), mtime=0),
        "bomb-in-encoding": _warc_record(bomb, http=b"Content-Encoding: gzip\r\n"),
        "bomb-in-bombs": _warc_record(gzip.compress(bomb, mtime=0), http=b"Content-Encoding: gzip, gzip, gzip\r\n"),
        "encodings-many": _warc_record(page, http=b"Content-Encoding: " + b"br, " * 3_000 + b"\r\n"),
        "encoding-lies": _warc_record(page, http=b"Content-Encoding: br, zstd, deflate, x-gzip\r\n"),
        "zstd-window": _warc_record(base64.b64decode("KLUv/QD4AQAA"), http=b"Content-Encoding: zstd\r\n"),
        "chunks-broken": _warc_record(b"ffffffffffffffff\r\nx\r\n-1\r\n", http=b"Transfer-Encoding: chunked\r\n"),
        "length-huge": _warc_record(page, length="9" * 30),
        "length-negative": _warc_record(page, length=-5),
        "length-no-number": _warc_record(page, length="x"),
        "length-too-small": _warc_record(page, length=3) * 5,
        "headers-without-end": b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000,
        "address-script": _warc_record(page, url="javascript:alert(1)"),
        "address-markup": _warc_record(page, url='https://a/<script>alert(1)</script>"'),
        "address-broken": _warc_record(page, url="https://[::1"),
        "address-odd": _warc_record(page, url="https://a:999999/\u202e\x00"),
        "date-odd": _warc_record(page).replace(b"2025-06-10T00:00:00Z", b"99999-99-99"),
        "charset-odd": _warc_record("é".encode("latin-1") + page, http=b"Content-Type: text/html; charset=zlib\r\n"),
        "digest-odd": _warc_record(page, WARC_Payload_Digest="sha1:" + "é" * 500),
        "digest-of-nothing": _warc_record(page, WARC_Payload_Digest="::::"),
        "arc": b"filedesc://a 0.0.0.0 20250610000000 text/plain 20\n1 0 x\nURL IP\n\n\nhttps://a x x text/html 99999\n",
        "empty-members": gzip.compress(b"", mtime=0) * 1_000,
        "nothing": b"\x1f\x8b",
    }  # fmt: skip


def _package(parts: dict[str, bytes], listed: dict[str, str] | None = None) -> bytes:
    names = {name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in parts.items()}
    listing = {"resources": [{"path": name, "hash": digest} for name, digest in (listed or names).items()]}
    return _zip({"datapackage.json": json.dumps(listing).encode(), **parts})


def _packages() -> dict[str, str | bytes]:
    page = f"<html><body><article><p>{NEWS * 3}</p></article></body></html>".encode()
    record = gzip.compress(_warc_record(page), mtime=0)
    good = _package({"archive/a.warc.gz": record})
    link = zipfile.ZipInfo("archive/a.warc.gz")
    link.external_attr = 0o120777 << 16
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr(link, "/etc/passwd")
    return {
        "plain": good,
        "cut": good[:-30],
        "lead-out": _package({"archive/../../escaped.warc.gz": record}),
        "lead-to-the-root": _package({"/etc/archive/a.warc.gz": record}),
        "lead-out-backwards": _package({"archive\\..\\..\\a.warc.gz": record}),
        "link": sink.getvalue(),
        "bomb": _package({"archive/a.warc": b"\0" * 30_000_000}),
        "listing-huge": _zip({"datapackage.json": b" " * 25_000_000}),
        "listing-deep": _zip({"datapackage.json": b"[" * 50_000}),
        "listing-odd": _zip({"datapackage.json": b'{"resources": [{"path": 1, "hash": []}, {"path": null}]}'}),
        "listing-surrogates": _zip({"datapackage.json": rb'{"resources": [{"path": "\ud800", "hash": "sha256:\ud800"}]}'}),
        "listing-leads-out": _package({"archive/a.warc.gz": record}, {"../../../../etc/passwd": "sha256:0"}),
        "hash-odd": _package({"archive/a.warc.gz": record}, {"archive/a.warc.gz": "shake_128:00"}),
        "seal-odd": _zip({"datapackage.json": b"{}", "datapackage-digest.json": b"[]"}),
        "seal-deep": _zip({"datapackage.json": b"{}", "datapackage-digest.json": b'{"a":' * 50_000}),
        "wacz-in-wacz": _package({"archive/b.wacz": good}),
        "no-zip": b"PK\x05\x06" + b"\xff" * 18,
        "comment": good[:-2] + b"\xff\xff" + b"x" * 200,
    }  # fmt: skip


def _feeds() -> dict[str, str | bytes]:
    def feed(inner: str, head: str = "") -> str:
        return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>x</title>{inner}</channel></rss>'

    item = "<item><title>%s</title><link>%s</link><pubDate>%s</pubDate></item>"
    return {
        "plain": feed(item % ("Raid", "https://example.org/a", "Tue, 10 Jun 2025 01:00:00 +0700")),
        "script": feed(item % (SCRIPT.replace("<", "&lt;"), "javascript:alert(1)", "x")),
        "entities": feed(item % ("&j;", "&p;", "x"), ENTITIES),
        "entities-utf16": feed(item % ("&j;", "&p;", "x"), ENTITIES).encode("utf-16"),
        "entities-ebcdic": feed(item % ("&j;", "&p;", "x"), ENTITIES).replace("?>", ' encoding="cp037"?>', 1).encode("cp037"),
        "deep": feed("<a>" * 5_000),
        "items-many": feed((item % ("Raid", "https://example.org/a", "x")) * 300),
        "titles-broken": feed(item % ("&lt;" * 3_000, "x", "x")),
        "links-broken": feed("".join(item % ("x", link, "x") for link in ("https://[::1", "http://[", "//[", "\u202e", "data:,x"))),
        "dates": feed("".join(item % ("x", "https://a", date) for date in ("9" * 500, "Tue, 99 Jun 0000", "2025-13-45", "-1"))),
        "encoding-lies": feed("x").replace("?>", ' encoding="utf-7"?>', 1),
        "encoding-unknown": feed("x").replace("?>", ' encoding="x-\u00ff"?>', 1),
        "base-odd": feed("<item xml:base='https://[::1'><link>x</link></item>"),
        "content-deep": feed("<item><description><![CDATA[" + "<div>" * 3_000 + "]]></description></item>"),
        "attributes": feed("<item " + " ".join(f"a{n}='1'" for n in range(2_000)) + "/>"),
        "not-xml": b"\xff\xfe\x00",
        "nul": feed("\x00"),
    }  # fmt: skip


def _sitemaps() -> dict[str, str | bytes]:
    def sitemap(inner: str, head: str = "") -> str:
        return (
            f'<?xml version="1.0"?>{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'
        )

    url = "<url><loc>%s</loc><lastmod>%s</lastmod></url>"
    entities = sitemap(url % ("&j;&p;", "x"), ENTITIES)
    return {
        "plain": sitemap(url % ("https://example.org/a", "2025-06-09")),
        "script": sitemap(url % ("javascript:alert(1)", "&lt;script&gt;")),
        "entities": entities,
        "entities-far-down": sitemap("").replace("<urlset", " " * 12_000 + ENTITIES + "<urlset").replace("></urlset", f">{url % ('&j;&p;', 'x')}</urlset"),
        "entities-utf16": entities.encode("utf-16"),
        "entities-utf16-without-mark": entities.encode("utf-16-le"),
        "entities-ebcdic": entities.replace("?>", ' encoding="cp037"?>', 1).encode("cp037"),
        "deep": sitemap("<a>" * 5_000),
        "urls-many": sitemap((url % ("https://example.org/a", "x")) * 1_000),
        "url-broken": sitemap(url % ("https://[::1", "x")),
        "bomb": gzip.compress(b" " * 70_000_000, mtime=0),
        "packed-cut": gzip.compress(entities.encode(), mtime=0)[:-9],
        "lines": "https://[::1\n\x00https://a\n" * 500,
    }  # fmt: skip


def _lists() -> dict[str, str | bytes]:
    return {
        "plain": '<a href="/a">Raid</a>',
        "script": f'<a href="javascript:alert(1)">{SCRIPT}</a><a href=" https://a/<script>">x</a>',
        "deep": "<div>" * 20_000 + '<a href="/a">x</a>',
        "links-in-links": "<a href=/a>" * 3_000,
        "base-broken": '<base href="https://[::1"><a href="/a">x</a>',
        "base-data": '<base href="data:,x"><a href="/a">x</a>',
        "links-broken": '<a href="https://[::1">x</a><a href="//[">x</a><a href="http://a:b/">x</a>',
        "entities": ENTITIES + '<a href="/&j;">&p;</a>',
        "empty": "<!-- -->",
        "nul": "\x00<a href='\x00'>",
        "bytes": b"\xff\xfe<\x00a\x00",
    }


def _exports() -> dict[str, str | bytes]:
    row = "\t".join(["20250610000000", *["x"] * 59, "https://example.org/a"])
    return {
        "plain": row,
        "tabs": "\t" * 20_000,
        "address-broken": row.replace("https://example.org/a", "https://[::1"),
        "zip": _zip({"a.export.CSV": row.encode()}),
        "zip-bomb": _zip({"a.export.CSV": b"\0" * 30_000_000}),
        "zip-leads-out": _zip({"../../escaped.CSV": row.encode()}),
        "zip-cut": _zip({"a.export.CSV": row.encode()})[:-9],
        "bytes": b"\xff\xfe\x00" + row.encode(),
        "quotes": '"' * 5_000,
    }


def _dates() -> dict[str, str | bytes]:
    return {
        "plain": "9 June 2025",
        "format": "9/6/2025\n%d/%m/%Y",
        "format-odd": "x\n" + "%" * 500,
        "format-repeated": "1" * 200 + "\n" + "%d" * 200,
        "huge": "9" * 5_000,
        "zero": "0000-00-00",
        "year-zero": "0000-01-01",
        "year-large": "99999-01-01",
        "negative": "-2025-06-09",
        "arabic": "٩ يونيو ٢٠٢٥",
        "khmer": "៩ មិថុនា ២០២៥",
        "superscripts": "²⁰²⁵-⁰⁶-⁰⁹",
        "mixed-digits": "٢0២5-06-09",
        "zone": "2025-06-09T10:00:00+99:99",
        "relative": "in 99999999999999999999 years",
        "words": "a b c " * 300,
        "separators": "/" * 300,
        "nul": "9\x00June\x002025",
    }


def _sentences() -> dict[str, str | bytes]:
    def said(language: str, *sentences: str) -> str:
        return f"{language}\n" + "\n".join(sentences)

    return {
        "plain": said("en", NEWS),
        "years": said("en", *(f"Police arrested 5 people on 9 June {year}." for year in ("0000", "9999", "99999", "-1"))),
        "days": said("en", *(f"Police arrested 5 people on {day} February 2025." for day in (0, 29, 30, 31, 99))),
        "offsets": said("en", "Police arrested 5 people " + "9" * 30 + " days ago.", "Police arrested 5 people in the last 99999999 years."),
        "numbers": said("en", f"Police arrested {'9' * 400} people.", "Police arrested 1e400 people.", "Police arrested -5 people."),
        "multiplied": said("zh", "警方逮捕" + "万亿" * 300 + "人。"),
        "han-digits": said("zh", "警方逮捕" + "九" * 2_000 + "人。"),
        "thai-year": said("th", "จับกุม 5 คน เมื่อวันที่ 9 มิถุนายน 99999", "จับกุม 5 คน เมื่อ 9 มิ.ย. 0"),
        "arabic": said("ar", "اعتقلت الشرطة ٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩٩ شخصاً في ٣١ فبراير ٢٠٢٥."),
        "burmese": said("my", "တရုတ်နိုင်ငံသား ၉၉၉၉၉၉၉၉၉၉ ဦး ဖမ်းဆီး"),
        "ranges": said("en", "Police arrested 9-" * 500 + "5 people from 1 to 99999 June 2025."),
        "superscripts": said("en", "Police arrested ²⁵ people, ½ of them ⅷ on ⑨ June ²⁰²⁵."),
        "turned": said("ar", TURNED),
        "language-odd": said("x-\x00<b>", NEWS),
        "many": said("en", *(f"Police arrested {number} people on 9 June 2025 in Pattaya." for number in range(30))),
        "script": said("en", f"The Ministry of {SCRIPT} arrested 25 people on 9 June 2025.", f"Gen. {SCRIPT} said so."),
    }  # fmt: skip


def _records() -> dict[str, str | bytes]:
    good: dict[str, Any] = {
        "id": "a", "language": "en", "published": "2025-06-10",
        "agencies": [{"name": "Royal Thai Police", "country": "TH"}],
        "operations": [{"kind": "arrest", "date": "2025-06-09", "persons": 25, "country": "TH",
                        "agencies": ["Royal Thai Police"]}],
    }  # fmt: skip
    operation = good["operations"][0]

    def changed(**fields: Any) -> str:
        return json.dumps(good | {"operations": [operation | fields]})

    return {
        "plain": json.dumps(good),
        "script": json.dumps(good | {"id": SCRIPT, "title": SCRIPT, "url": "javascript:alert(1)"}),
        "script-in-names": json.dumps(good | {"agencies": [{"name": SCRIPT}], "operations": [operation | {"agencies": [SCRIPT], "places": [SCRIPT]}]}),
        "surrogates": json.dumps(good)[:-1] + r', "title": "\ud800", "places": ["\udfff"]}',
        "nul": json.dumps(good | {"id": "a\x00b", "title": "\x00"}),
        "persons-huge": changed(persons=10**400),
        "persons-negative": changed(persons=-1),
        "persons-fraction": changed(persons=1.5),
        "persons-not-finite": json.dumps(good).replace("25,", "Infinity,"),
        "date-odd": changed(date="9999-99-99"),
        "date-deep": changed(date={"from": {"from": 1}, "to": []}),
        "kind-unknown": changed(kind="http://x> . <a"),
        "country-odd": changed(country="../../etc"),
        "part-of-itself": changed(parts=[0, 0, 99999]),
        "agencies-odd": json.dumps(good | {"agencies": [{"name": ""}, {"name": None}, {}, 1, None]}),
        "lists-are-texts": json.dumps(good | {"agencies": "x", "operations": {"a": 1}}),
        "keys-odd": json.dumps(good | {"evidence": 1, "sentences": {}, "notes": None, "": 1}),
        "id-long": json.dumps(good | {"id": "x" * 20_000}),
        "id-leads-out": json.dumps(good | {"id": "../../../etc/passwd"}),
        "language-odd": json.dumps(good | {"language": "x> <y"}),
        "url-odd": json.dumps(good | {"url": "https://a/ b<>\"{}|\\^`"}),
        "deep": "[" * 50_000,
        "number-long": '{"id": ' + "9" * 5_000 + "}",
        "not-an-object": "[]",
        "operations-many": json.dumps(good | {"operations": [operation] * 50}),
    }  # fmt: skip


def _queries() -> dict[str, str | bytes]:
    return {
        "plain": "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1",
        "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "service-escaped": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "load": "LOAD <file:///etc/passwd>",
        "update-after-comment": "# SELECT\nDELETE WHERE { ?s ?p ?o }",
        "braces": "SELECT * " + "{" * 3_000,
        "groups": "SELECT * " + "{" * 300 + "}" * 300,
        "paths": "SELECT * { ?s " + "(" * 90 + "a" + ")" * 90 + " ?o }",
        "exists": "SELECT * {" + " FILTER EXISTS {" * 1_000 + "}" * 1_001,
        "unions": "SELECT * { {} " + "UNION {} " * 1_000 + "}",
        "quotes": 'SELECT * { ?s ?p """' + '"' * 3_000,
        "escapes": "SELECT * { ?s ?p '" + "\\" * 3_001 + "' }",
        "iri-odd": "SELECT * { <" + "%" * 2_000 + "\u202e> ?p ?o }",
        "prefixes": "PREFIX a: <b> " * 2_000 + "SELECT * {}",
        "prefix-odd": "PREFIX : <\\u0000> BASE <::> SELECT * { : : : }",
        "from": "SELECT * " + "FROM <a> " * 2_000 + "{}",
        "from-odd": "SELECT * FROM <::> FROM NAMED <http://[::1> {}",
        "not-operators": "SELECT * { FILTER(" + "!" * 3_000 + "1) }",
        "values": "SELECT * { VALUES ?x { " + "1 " * 5_000 + "} }",
        "expression": "SELECT (" + "(" * 300 + "1" + "+1)" * 300 + " AS ?x) {}",
        "nul": "SELECT * {\x00}",
    }
