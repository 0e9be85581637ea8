"""A hit in words, as text and as HTML: what stands in a message, in a feed and on a terminal.

Everything that comes from announcements is hostile: in HTML it is escaped and never becomes markup, controls that turn
the direction of writing are shown by name, and each quote is a block of its own direction and language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from crackdown.graph.export.xml_text import plain
from crackdown.graph.linking.things import to_id
from crackdown.graph.showing.visible import with_controls_named
from crackdown.graph.watching.hit import Hit, Passage, ToldRow

_LONGEST: Final = 120  # letters of a subject's row
_SPACE: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_WEB: Final = ("https://", "http://")


def subject(hit: Hit) -> str:
    """Tell in one line what a hit is about: how many rows, and the first of them."""
    counts = [
        (len(hit.added), "new", ""), (len(hit.changed), "changed", ""),
        (len(hit.removed), "gone", ""), (len(hit.renamed), "renamed", ""),
    ]  # fmt: skip
    told = ", ".join(f"{count} {word}" for count, word, _ in counts if count)
    rows = [one.row for one in hit.added] + [one.after.row for one in hit.changed] + hit.removed
    rows += [one.after for one in hit.renamed]
    part = f" ({hit.part}/{hit.parts})" if hit.parts > 1 else ""
    return f"{hit.watch}: {told}{part}: {_shortened(in_words(rows[0], hit.names))}"


def in_words(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Write a row in one line: things by their names."""
    return _line("  ·  ".join(f"{column} = {_word(value, names)}" for column, value in row.items())) or "(nothing)"


def as_text(hit: Hit) -> str:
    """Write a hit for people, in plain text."""
    return "\n".join(_text_lines(hit)) + "\n"


def as_html(hit: Hit) -> str:
    """Write a hit for people, as the inside of an HTML page's body."""
    return "\n".join(_html_lines(hit))


def _text_lines(hit: Hit) -> Iterator[str]:
    yield f"{hit.watch}, hit {hit.number}, {hit.at:%Y-%m-%d %H:%M} UTC"
    for title, rows in _sections(hit):
        yield f"\n{title}"
        for before, row in rows:
            yield f"\n  {in_words(row.row, hit.names)}"
            if before is not None:
                yield f"    before: {in_words(before, hit.names)}"
            for passage in row.evidence:
                yield f"    “{_line(passage.quote)}”"
                yield f"      {_source(passage)}"
                if passage.url:
                    yield f"      {_line(passage.url)}"
            for note in row.notes:
                yield f"    ({_line(note)})"


def _html_lines(hit: Hit) -> Iterator[str]:
    yield f"<p>{_html(hit.watch)}, hit {hit.number}, {hit.at:%Y-%m-%d %H:%M} UTC</p>"
    for title, rows in _sections(hit):
        yield f"<h2>{title}</h2>"
        for before, row in rows:
            yield f'<p dir="auto"><b>{_html(in_words(row.row, hit.names))}</b></p>'
            if before is not None:
                yield f'<p dir="auto">before: {_html(in_words(before, hit.names))}</p>'
            for one in row.evidence:
                language = f' lang="{escape(one.language)}"' if one.language else ""
                yield f'<blockquote dir="auto"{language}>{_html(_line(one.quote))}</blockquote>'
                source = _html(_source(one))
                link = one.url is not None and one.url.startswith(_WEB)
                linked = f'<a href="{escape(plain(one.url or ""))}" rel="noreferrer">{source}</a>' if link else source
                yield f"<p>{linked}</p>"
            yield from (f"<p><i>{_html(note)}</i></p>" for note in row.notes)


def _sections(hit: Hit) -> Iterator[tuple[str, list[tuple[Mapping[str, Any] | None, ToldRow]]]]:
    def bare(row: Mapping[str, Any]) -> ToldRow:
        return ToldRow(row=dict(row), evidence=[], notes=[])

    if hit.added:
        yield "New", [(None, row) for row in hit.added]
    if hit.changed:
        yield "Changed", [(one.before, one.after) for one in hit.changed]
    if hit.removed:
        yield "Gone", [(None, bare(row)) for row in hit.removed]
    if hit.renamed:
        yield "The same, but merged with others", [(one.before, bare(one.after)) for one in hit.renamed]


def _source(passage: Passage) -> str:
    told = [passage.title, passage.publisher, passage.published, passage.language, to_id(passage.announcement)]
    return _line("  ·  ".join(one for one in told if one))


def _word(value: Any, names: Mapping[str, str]) -> str:
    text = str(value)
    return f"{names[text]} ({to_id(text)})" if text in names else to_id(text) if text.startswith(_WEB) else text


def _line(text: str) -> str:
    """Put text on one line that nothing in it can break, hide or turn round."""
    return _SPACE.sub(" ", with_controls_named(plain(text))).strip()


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _html(text: str) -> str:
    return escape(_line(text))
