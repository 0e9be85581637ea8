"""What stands beside the noun of a body and makes none: a town whose centre it is, a name that ends like a province."""

from __future__ import annotations

import pytest

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "La police a fouillé deux bâtiments dans le centre de Phnom Penh."),
        ("fr", "La police a fouillé deux bâtiments dans le centre-ville de Lyon."),
        ("es", "La policía registró dos edificios en el centro de Manila."),
        ("pt", "A polícia revistou dois prédios no centro de Lisboa."),
    ],
)
def test_the_middle_of_a_town_is_no_body(code: str, text: str) -> None:
    assert [agency.name for agency in analysed(text, code).agencies] == []


def test_a_name_that_ends_like_a_province_is_that_of_an_official() -> None:
    (official,) = analysed("박성주 경찰청 국가수사본부장은 64명을 송환했다고 밝혔다.", "ko").officials
    assert official.name == "박성주"
    assert official.agency is not None
    assert official.agency.name == "Korean National Police Agency"


def test_a_province_stays_part_of_its_police() -> None:
    assert [agency.name for agency in analysed("껀달주 경찰청은 12명을 체포했다.", "ko").agencies] == ["껀달주 경찰청"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "MADRID, 23 de julio de 2025 - La policía registró ayer 138 localizaciones y detuvo a 12 chinos."),
        ("fr", "PARIS, 23 juillet 2025 - La police française a fouillé hier 138 emplacements et arrêté 12 Chinois."),
        ("it", "ROMA, 23 luglio 2025 - La polizia italiana ha perquisito ieri 138 strutture e arrestato 12 cinesi."),
        ("de", "BERLIN, 23. Juli 2025 - Die Polizei durchsuchte gestern 138 Objekte und nahm 12 Chinesen fest."),
    ],
)
def test_places_that_were_searched_are_no_people(code: str, text: str) -> None:
    assert {one.persons for one in extract(Document.from_text(text, language=code)).operations} - {None} == {12}
