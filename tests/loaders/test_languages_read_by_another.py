"""Croatian and Bosnian have no folder: they are read by the words of Serbian, and keep their own names."""

from __future__ import annotations

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document

CROATIAN = (
    "ZAGREB, 4. ožujka 2026. - Policija je u utorak uhitila 12 kineskih državljana osumnjičenih za internetske "
    "prijevare. Među uhićenima su četiri žene, priopćilo je Ministarstvo unutarnjih poslova."
)


@pytest.mark.parametrize("given", ["hr", "bs", "sr", "und"])
def test_croatian_is_read(given: str) -> None:
    record = extract(Document.from_text(CROATIAN, language=given))
    (arrest,) = record.operations
    assert (arrest.kind, arrest.persons, arrest.women, arrest.date, arrest.country) == (
        "arrest", 12, 4, "2026-03-03", "HR",
    )  # fmt: skip
    assert record.notes == []
    assert record.language == given or (given == "und" and record.language in {"hr", "bs", "sr"})
