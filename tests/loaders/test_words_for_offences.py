"""Words by which announcements say what people are accused of."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language


def offences(text: str, code: str) -> set[str]:
    language = load_language(code)
    assert language is not None
    return {mention.value for mention in analyse(Document.from_text(text), language).of_type("offence")}


@pytest.mark.parametrize(
    ("code", "text", "offence"),
    [
        ("en", "They called pensioners, posing as bank clerks.", "online_scam"),
        ("en", "The ring ran fake online shops.", "online_scam"),
        ("en", "Nine were accused of crossing the river illegally.", "illegal_entry"),
        ("en", "Their visas had lapsed in spring.", "overstay"),
        ("en", "Four had stayed beyond their leave.", "overstay"),
        ("en", "She was locked in and held against her will.", "kidnapping"),
        ("en", "He had been sold to another gang.", "human_trafficking"),
        ("en", "They hid the proceeds of crime.", "money_laundering"),
        ("en", "They ran betting websites.", "online_gambling"),
        ("es", "Se hacían pasar por empleados de un banco.", "online_scam"),
        ("es", "Entraron por un paso no habilitado.", "illegal_entry"),
        ("es", "Trabajaban allá sin permiso.", "illegal_work"),
        ("es", "No podían salir del edificio.", "kidnapping"),
        ("fr", "Ils vendaient un placement boursier fictif.", "online_scam"),
        ("fr", "Ils ont été forcés de travailler.", "human_trafficking"),
        ("fr", "Sept avaient dépassé la durée autorisée.", "overstay"),
        ("de", "Neun hatten das Visum um Wochen überzogen.", "overstay"),
        ("de", "Die Bande gab vor, dass sie sich als Bankberater ausgaben.", "online_scam"),
        ("en", "He pretended to be a customs clerk.", "online_scam"),
        ("fr", "Deux faux conseillers appelaient des retraités.", "online_scam"),
        ("de", "Sie warben für falsche Geldanlagen.", "online_scam"),
        ("pt", "Faziam-se passar por bancários.", "online_scam"),
        ("ru", "Они продавали несуществующие акции.", "online_scam"),
        ("id", "Mereka memasang undian palsu.", "online_scam"),
        ("id", "Lima orang dikunci di gudang.", "kidnapping"),
        ("hi", "वे बैंक अधिकारी बनकर फोन करते थे।", "online_scam"),
        ("pt", "Exploravam casinos virtuais.", "online_gambling"),
        ("pt", "É suspeito de entrada clandestina.", "illegal_entry"),
    ],
)
def test_words_for_an_offence_are_found(code: str, text: str, offence: str) -> None:
    assert offence in offences(text, code)
