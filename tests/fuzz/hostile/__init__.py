"""The hostile files that everybody thinks of, made here rather than kept: what each is about can be read.

What fuzzing found, and nobody would think of, lies in `corpus/TARGET/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.fuzz.hostile import (
    lists,
    mails,
    office,
    pages,
    pdfs,
    queries,
    records,
    tables,
    texts,
    web_archives,
)

CORPUS: Final = Path(__file__).parents[1] / "corpus"


def files() -> Iterator[tuple[str, str, bytes]]:
    """Yield target, name and content of each, those in `corpus/` included."""
    for target, made in {
        "text": texts.texts(),
        "html": pages.pages(),
        "pdf": pdfs.pdfs(),
        "docx": office.office(),
        "eml": mails.mails(),
        "mbox": mails.mailboxes(),
        "jsonl": tables.lines(),
        "csv": tables.tables(),
        "warc": web_archives.archives(),
        "wacz": web_archives.packages(),
        "feed": lists.feeds(),
        "sitemap": lists.sitemaps(),
        "pagelist": lists.page_lists(),
        "gdelt": lists.exports(),
        "date": texts.dates(),
        "sentence": texts.sentences(),
        "record": records.records(),
        "query": queries.queries(),
    }.items():
        for name, content in made.items():
            yield target, name, content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    for path in sorted(CORPUS.glob("*/*")):
        yield path.parent.name, path.name, path.read_bytes()
