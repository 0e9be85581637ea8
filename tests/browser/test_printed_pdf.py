"""A page that a browser prints to a PDF comes back letter for letter, in scripts that fonts make unreadable too."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from crackdown.errors import UnreadableAnnouncement
from crackdown.intake.loading import sample_folder
from crackdown.loaders import Document, extract, read_documents


def printed(browser: Any, name: str, tmp_path: Path) -> tuple[str, Document | UnreadableAnnouncement]:
    """Print a sample announcement; return its text and what was read of the PDF."""
    text = (sample_folder() / f"{name}.txt").read_text(encoding="utf-8")
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    page = browser.new_page()
    page.set_content(f"<!DOCTYPE html><meta charset=utf-8><body>{paragraphs}")
    page.pdf(path=tmp_path / f"{name}.pdf", format="A4")
    page.close()
    (document,) = read_documents([tmp_path / f"{name}.pdf"])
    return text, document


@pytest.mark.parametrize(
    "name",
    [
        "kh-gdi-2026-02-08-en", "kh-gdi-2026-02-08-km", "th-ratchamanu-2025-03-26-th", "mm-tatmadaw-2025-10-21-my",
        "in-embassy-2025-11-19-hi", "kh-gdi-2026-02-03-zh",
    ],
)  # fmt: skip
def test_every_letter_comes_back_and_every_quote_stands(browser: Any, tmp_path: Path, name: str) -> None:
    text, document = printed(browser, name, tmp_path)
    assert isinstance(document, Document), document
    assert re.sub(r"\s", "", document.text) == re.sub(r"\s", "", text)
    record = extract(document)
    assert record.operations
    assert all(document.text[one.start : one.end] == one.quote for _, one in record.iter_evidence())


def test_text_from_right_to_left_is_refused(browser: Any, tmp_path: Path) -> None:
    _, document = printed(browser, "ae-moi-2025-08-14-ar", tmp_path)
    assert isinstance(document, UnreadableAnnouncement)
    assert "right to left" in str(document)
