"""Bodies whose names begin with a noun: sections, commands and poles, courts with a number, missions abroad."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


def names(text: str, code: str) -> list[str]:
    return [agency.name for agency in analysed(text, code).agencies]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("es", "Lo pidió la Sección Especializada en Ciberdelincuencia.", "Sección Especializada"),
        ("es", "La Brigada Investigadora del Cibercrimen entró.", "Brigada Investigadora del Cibercrimen"),
        ("es", "Decidió el Juzgado Federal N.º 3 de Salta.", "Juzgado Federal N.º 3 de Salta"),
        ("es", "Decidió el juzgado de instrucción número 4.", "Juzgado de instrucción número 4"),
        ("fr", "Le pôle économique et financier a ouvert une enquête.", "Pôle économique et financier"),
        ("fr", "Le commissariat provincial de Kandal les a reçus.", "Commissariat provincial de Kandal"),
        ("pt", "A Secção de Investigação Criminal deteve-o.", "Secção de Investigação Criminal"),
        ("en", "Guards of the Lantern Hill Central Prison received him.", "Lantern Hill Central Prison"),
        ("en", "BANGKOK, 3 March 2026 - The High Commission in Colombo helped Thais.", "High Commission of Thailand"),
    ],
)
def test_a_body_is_named_by_its_noun(code: str, text: str, name: str) -> None:
    assert any(found.startswith(name) for found in names(text, code))


def test_a_number_of_people_is_no_courts_number() -> None:
    assert names("La policía federal detuvo a 12 personas.", "es") == ["Policía federal"]
