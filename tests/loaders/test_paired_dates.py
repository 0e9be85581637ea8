"""Where a sentence tells days and operations by turns, each operation has its own day."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract

TOLD = [(740, "2026-06-17/2026-06-18"), (428, "2026-06-17"), (312, "2026-06-18")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PHNOM PENH, 20 June 2026 - Cambodia announced the deportation of 740 foreigners: on 17 June 428 Vietnamese "
         "were deported, on 18 June 312 Indonesians.", "en"),
        ("PHNOM PENH, 20 juin 2026 - Le Cambodge a annoncé l'expulsion de 740 étrangers : le 17 juin 428 Vietnamiens "
         "ont été expulsés, le 18 juin 312 Indonésiens.", "fr"),
        ("PHNOM PENH, 20 de junio de 2026 - Camboya anunció la deportación de 740 extranjeros: el 17 de junio fueron "
         "deportados 428 vietnamitas, el 18 de junio 312 indonesios.", "es"),
        ("ПНОМПЕНЬ, 20 июня 2026 - Камбоджа объявила о депортации 740 иностранцев: 17 июня депортированы 428 "
         "вьетнамцев, 18 июня 312 индонезийцев.", "ru"),
        ("PHNOM PENH, 20 Juni 2026 - Kamboja mengumumkan deportasi 740 warga asing: pada 17 Juni 428 warga Vietnam "
         "dideportasi, pada 18 Juni 312 warga Indonesia.", "id"),
        ("พนมเปญ, 20 มิถุนายน 2569 - กัมพูชาประกาศเนรเทศชาวต่างชาติ 740 คน วันที่ 17 มิถุนายน เนรเทศชาวเวียดนาม 428 คน "
         "วันที่ 18 มิถุนายน ชาวอินโดนีเซีย 312 คน", "th"),
    ],
)  # fmt: skip
def test_each_has_the_day_that_leads_to_it(text: str, code: str) -> None:
    operations = extract(Document.from_text(text, language=code)).operations
    dates = [d if isinstance(d := one.date, str) else f"{d.from_}/{d.to}" for one in operations if one.date]
    assert list(zip([one.persons for one in operations], dates, strict=True)) == TOLD


def test_a_day_behind_each_is_its_own() -> None:
    text = "PHNOM PENH, 20 June 2026 - Cambodia deported 428 Vietnamese on 17 June and 312 Indonesians on 18 June."
    operations = extract(Document.from_text(text, language="en")).operations
    assert [(one.persons, one.date) for one in operations] == [(428, "2026-06-17"), (312, "2026-06-18")]
