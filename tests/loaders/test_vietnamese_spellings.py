"""Vietnam and its cities as its own papers print them in English, with every mark."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language


@pytest.mark.parametrize(("printed", "name"), [("Hà Nội", "Hanoi"), ("Mộc Bài", "Moc Bai"), ("Tây Ninh", "Tay Ninh")])
def test_a_city_with_marks_is_the_city(printed: str, name: str) -> None:
    language = load_language("en")
    assert language is not None
    found = analyse(Document.from_text(f"Police came from {printed} in Việt Nam."), language)
    assert [(m.value, m.data["country"]) for m in found.of_type("place")] == [(name, "VN")]
    assert [m.value for m in found.of_type("country")] == ["VN"]
