"""HTML pages."""

from __future__ import annotations

from tests.fuzz.hostile.words import ENTITIES, NEWS, SCRIPT, TURNED


def pages() -> dict[str, str | bytes]:
    """Make pages."""

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
