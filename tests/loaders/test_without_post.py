"""Whoever a text names without a post, a rank or an agency is left out, and the rest of the text is kept."""

from __future__ import annotations

from crackdown.graph.announcement.harmless import refuse_harm
from crackdown.loaders import extract
from crackdown.loaders.document import Document

WORDS = (
    "KUALA LUMPUR, Dec 17, 2024 — Officers went through 63 call centres and took away 426 people, {} disclosed today."
)


def test_a_name_without_a_post_is_left_out_and_told() -> None:
    record = extract(Document("nobody", WORDS.format("Datuk Seri Halim Mohamed Idris")))
    assert not record.officials
    assert record.notes == [
        "1 named without a post, rank or agency: only those who act for a state or a body are kept."
    ]
    refuse_harm(record)
    assert [operation.persons for operation in record.operations] == [426]


def test_a_name_with_a_post_stays() -> None:
    record = extract(Document("director", WORDS.format("police director Datuk Seri Halim Mohamed Idris")))
    assert [official.role for official in record.officials] == ["Director"]
    assert not record.notes
