"""What is read in full, with the weights that ship: the only tests that read so.

8-bit layers do not give the same figures on every processor, so nothing here holds a reading to the letter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crackdown.graph.announcement.record import Record
from crackdown.intake.loading import sample_folder
from crackdown.loaders import extract, read_documents
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.encoder.files import WORDS
from crackdown.loaders.extraction.encoder.reading import MOST_PIECES
from crackdown.loaders.extraction.encoder.words import read_words
from crackdown.loaders.extraction.reading import FOLDER, VARIABLE, reading_with, why_not_full
from crackdown.loaders.extraction.text.normalise import normalise

GOLD = Path(__file__).parents[1] / "gold"
Read = tuple[Document, Record]


@pytest.fixture(scope="session", autouse=True)
def _can_be_had() -> None:
    if reason := why_not_full():
        pytest.skip(f"nothing can be read in full here: {reason}")


@pytest.fixture
def in_full(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have this process, and all that it starts, read in full."""
    monkeypatch.setenv(VARIABLE, "full")
    with reading_with("full"):
        yield


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """The sample announcements that have gold facts."""
    found = list(read_documents([sample_folder() / f"{path.stem}.txt" for path in sorted(GOLD.glob("*.json"))]))
    return [one for one in found if isinstance(one, Document)]


@pytest.fixture(scope="session")
def read(documents: list[Document]) -> list[Read]:
    """What is read of them in full."""
    with reading_with("full"):
        return [(document, extract(document)) for document in documents]


def longest_in_full(text: str) -> int:
    """Give how many characters of a long text the encoder reads."""
    pieces = read_words(FOLDER / WORDS).tokenizer.cut(normalise(text).text)
    return int(pieces.starts[MOST_PIECES - 50])  # cut elsewhere, its last word may be of more pieces


def gold(document: Document) -> dict:
    return json.loads((GOLD / f"{document.id}.json").read_text(encoding="utf-8"))
