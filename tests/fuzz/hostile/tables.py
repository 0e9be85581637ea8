"""JSON Lines and tables in CSV."""

from __future__ import annotations

import json

from tests.fuzz.hostile.words import NEWS, SCRIPT


def lines() -> dict[str, str | bytes]:
    """Make files of JSON Lines."""
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


def tables() -> dict[str, str | bytes]:
    """Make tables."""
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
