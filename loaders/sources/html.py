"""HTML: the main text of a page and what its metadata say, by trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.sources.text import decode

_DECLARED = (rb"<meta[^>]+charset=[\"']?([\w-]+)", rb"<\?xml[^>]+encoding=[\"']([\w-]+)")
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_KEPT_LINES = re.compile(r"<(/?(?:pre|textarea|script|style))\b", re.IGNORECASE)
_OWN_LINES = re.compile(r"style=[^>]{0,200}white-space\s{0,9}:\s{0,9}(?:pre|break-spaces)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*+)")
_HTML = re.compile(r"<html[^>]*+", re.IGNORECASE)
_LANGUAGE = re.compile(r"\blang=[\"']?([A-Za-z-]{2,10})", re.IGNORECASE)
_DEEPEST = 400  # elements inside one another; real pages stay under 60, parsers recurse


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page holds: its main text and metadata."""

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None


def read_page(data: bytes, name: str, charset: str | None = None) -> Page:
    """Take the main text and the metadata out of a page.

    Raises:
        UnreadableAnnouncement: the page is nested beyond reason, or holds no main text.
    """
    source = _in_one_line(_whole(decode_page(data, name, charset)))
    _refuse_nesting(source, name)
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(source, with_metadata=True, include_comments=False, include_tables=True)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise UnreadableAnnouncement(
            f"{name}: the page cannot be parsed ({error}); save its text as UTF-8 and read that"
        ) from error
    fields: dict[str, Any] = found.as_dict() if found is not None else {}
    text = (fields.get("text") or "").strip()
    if not text:
        raise UnreadableAnnouncement(f"{name}: the page holds no main text; copy the announcement into a .txt file")
    title = fields.get("title")
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    return Page(
        text=text,
        title=title,
        published=_stated_date(source, fields.get("date")),
        url=fields.get("url"),
        publisher=fields.get("sitename"),
        language=_language(source),
    )


def decode_page(data: bytes, name: str, charset: str | None) -> str:
    """Decode a page: an encoding that came with it, or that it declares, counts where the bytes are not UTF-8.

    Raises:
        UnreadableAnnouncement: its encoding cannot be told.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    found = [re.search(pattern, data[:4096], re.IGNORECASE) for pattern in _DECLARED]
    return decode(data, name, charset, *(one[1].decode("ascii", "replace") for one in found if one))


def _in_one_line(source: str) -> str:
    """Make every stretch of white space one space, as browsers do: programs break the lines of a paragraph anywhere.

    What stands in `pre` and its like stays, and a page that has its own lines shown by a style.
    """
    if _OWN_LINES.search(source):
        return source
    pieces, position, kept = [], 0, ""
    for tag in _KEPT_LINES.finditer(source):
        if kept == tag[1].lower():
            pieces.append(source[position : tag.start()])
            position, kept = tag.start(), ""
        elif not kept and not tag[1].startswith("/"):
            pieces.append(_BLANKS.sub(" ", source[position : tag.start()]))
            position, kept = tag.start(), f"/{tag[1].lower()}"
    rest = source[position:]
    return "".join([*pieces, rest if kept else _BLANKS.sub(" ", rest)])


def _whole(source: str) -> str:
    """Make a page of a piece of one, as tables and JSON hold it: trafilatura finds no main text in a short piece."""
    is_page = re.search(r"<(?:html|head|body)\b", source, re.IGNORECASE)
    return source if is_page else f"<html><body>{source}</body></html>"


def _refuse_nesting(source: str, name: str) -> None:
    depth = deepest = position = 0
    # An expression for a whole tag would, where tags are not closed, look for the end anew from each.
    while (tag := _TAG.search(source, position)) and (end := source.find(">", tag.end())) >= 0:
        position = end + 1
        if tag[2].lower() in _VOID or source[end - 1] == "/":
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise UnreadableAnnouncement(
            f"{name}: elements stand {deepest} deep inside one another (limit {_DEEPEST}); save the page's text as .txt"
        )


_VOID = {
    "br", "hr", "img", "input", "link", "meta", "source", "wbr", "area", "base", "col", "embed", "track", "p", "li",
    "td", "tr", "th", "option", "dt", "dd",
}  # fmt: skip


def _stated_date(source: str, found: str | None) -> str | None:
    """Keep a date only where the page's metadata state it: trafilatura also guesses from the text."""
    if not found:
        return None
    stated = re.search(
        r"(?:published_time|datePublished|pubdate|<time|name=[\"']?date|DC\.date)", source, re.IGNORECASE
    )
    return found[:10] if stated else None


def _language(source: str) -> str | None:
    """Give the language that the page declares; of xml:lang and lang, the last."""
    declared = (_LANGUAGE.findall(tag[0]) for tag in _HTML.finditer(source))
    return next((found[-1] for found in declared if found), None)
