"""Pages whose links are announcements: all links of a page, or those that a CSS selector finds."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.feeds.links import absolute
from crackdown.loaders.sources.found import Found
from crackdown.loaders.sources.html import decode_page


def read_page_list(data: bytes, base: str, *, select: str | None = None, charset: str | None = None) -> Iterator[Found]:
    """Yield the links of a page, in its order; where a selector finds something else, the links inside it.

    Args:
        data: the page.
        base: its address, for links that are relative to it.
        select: a CSS selector.
        charset: the encoding that the server told.

    Raises:
        UnreadableAnnouncement: it is no HTML page.
    """
    from lxml import etree, html

    try:
        data, encoding = _in_utf8(data, base, charset)
        page = html.fromstring(data, parser=html.HTMLParser(no_network=True, huge_tree=False, encoding=encoding))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableAnnouncement(f"{base}: this is no page of links ({error})") from error
    declared = page.xpath("string(//base/@href)").strip()
    root = absolute(base, declared) or base
    language = page.xpath("string(/html/@lang)").strip() or None
    chosen = page.cssselect(select) if select else [page]
    for element in chosen:
        for link in [element] if element.tag == "a" else element.iter("a"):
            url = absolute(root, (link.get("href") or "").strip())
            if url and urlsplit(url).scheme in {"http", "https"}:
                yield Found(url, " ".join(link.text_content().split()) or None, None, language)


def _in_utf8(data: bytes, base: str, charset: str | None) -> tuple[bytes, str | None]:
    """Give a page in UTF-8, and that it is; as it came where its encoding cannot be told: its links can be followed."""
    try:
        return decode_page(data, base, charset).encode(), "utf-8"
    except UnreadableAnnouncement:
        return data, None
