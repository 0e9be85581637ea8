"""What loading does when the reader itself fails."""

import pytest

from crackdown import loading
from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders import Document, extraction


def test_a_fault_of_the_reader_is_told_as_the_fault_of_one_text(monkeypatch):
    def fails(_: Document) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(extraction, "extract", fails)
    with pytest.raises(UnreadableAnnouncement, match=r"notice: .*ZeroDivisionError.*report this text"):
        loading.read(Document.from_text("Police arrested 12 suspects.", name="notice"))
