"""The places where operations took place: each its own, and not where a text was written."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract


@pytest.mark.parametrize(
    ("text", "code", "places"),
    [
        ("PHNOM PENH, 20 June 2026 - On 15 June police arrested 40 Chinese in Bavet, on 16 June 55 Vietnamese "
         "in Poipet and on 18 June 70 Indonesians in Kampot.", "en", [["Bavet"], ["Poipet"], ["Kampot"]]),
        ("PHNOM PENH, 20 juin 2026 - Le 15 juin, la police cambodgienne a arrêté 40 Chinois à Bavet, le 16 juin 55 "
         "Vietnamiens à Poipet.", "fr", [["Bavet"], ["Poipet"]]),
        ("金边2026年6月20日电 柬埔寨警方6月15日在巴域逮捕40名中国人，16日在波贝逮捕55名越南人。", "zh",
         [["Bavet"], ["Poipet"]]),
        ("PHNOM PENH, 15 May 2026 - Cambodian police arrested 12 people in Sihanoukville on 14 May.", "en",
         [["Sihanoukville"]]),
        ("PHNOM PENH, 15 May 2026 - On 14 May police arrested 12 Chinese and 14 Thais in Bavet, Poipet.", "en",
         [["Bavet", "Poipet"]]),
    ],
)  # fmt: skip
def test_each_operation_has_the_places_of_its_own(text: str, code: str, places: list[list[str]]) -> None:
    operations = extract(Document.from_text(text, language=code)).operations
    assert [operation.places for operation in operations] == places
