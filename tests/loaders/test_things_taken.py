"""Words by which things are taken from a place, or kept from whoever owns them: each is a seizure."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language


def kinds(text: str, code: str) -> set[str]:
    language = load_language(code)
    assert language is not None
    return {mention.value for mention in analyse(Document.from_text(text), language).of_type("kind")}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Some 90 computers were hauled off on Monday."),
        ("en", "Officers carried away 14 boxes of telephones."),
        ("en", "The court issued restraint orders over six flats."),
        ("en", "Forty telephones were kept as evidence."),
        ("es", "La policía requisó 90 ordenadores."),
        ("es", "El juez secuestró dos vehículos."),
        ("es", "Los teléfonos quedaron como prueba."),
        ("fr", "Quatre-vingt-dix ordinateurs ont été placés sous scellés."),
        ("fr", "Les téléphones ont été consignés."),
        ("de", "Neunzig Rechner wurden mitgenommen."),
        ("de", "Die Polizei behielt die Telefone."),
        ("pt", "Noventa computadores foram recolhidos."),
        ("pt", "Os telefones ficaram como prova."),
    ],
)
def test_things_that_are_taken_are_seized(code: str, text: str) -> None:
    assert "seizure" in kinds(text, code)


@pytest.mark.parametrize("text", ["The army marched into the compound.", "Officers went through both floors."])
def test_who_enters_a_place_raids_it(text: str) -> None:
    assert "raid" in kinds(text, "en")
