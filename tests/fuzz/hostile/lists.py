"""What lists new pages: feeds, sitemaps, pages of links, exports of GDELT."""

from __future__ import annotations

import gzip

from tests.fuzz.hostile.words import ENTITIES, SCRIPT
from tests.fuzz.hostile.zip_files import zipped


def feeds() -> dict[str, str | bytes]:
    """Make feeds."""

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


def sitemaps() -> dict[str, str | bytes]:
    """Make sitemaps."""

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


def page_lists() -> dict[str, str | bytes]:
    """Make pages of links."""
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


def exports() -> dict[str, str | bytes]:
    """Make exports."""
    row = "\t".join(["20250610000000", *["x"] * 59, "https://example.org/a"])
    return {
        "plain": row,
        "tabs": "\t" * 20_000,
        "address-broken": row.replace("https://example.org/a", "https://[::1"),
        "zip": zipped({"a.export.CSV": row.encode()}),
        "zip-bomb": zipped({"a.export.CSV": b"\0" * 30_000_000}),
        "zip-leads-out": zipped({"../../escaped.CSV": row.encode()}),
        "zip-cut": zipped({"a.export.CSV": row.encode()})[:-9],
        "bytes": b"\xff\xfe\x00" + row.encode(),
        "quotes": '"' * 5_000,
    }
