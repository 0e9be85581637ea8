"""Texts in languages without a folder: what CLDR alone gives. The texts are written for this purpose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from babel import Locale, localedata

from crackdown.graph.announcement.record import Evidence, Record
from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.record.partly_read import read_partly
from crackdown.loaders.extraction.text.language import identify_language

Read = Callable[[str], Record]

# language, text, published, countries, dates, numbers
TEXTS = [
    ("da", "KØBENHAVN, 4. maj 2025 - Politiet har anholdt 19 mistænkte i en efterforskning af netbedrageri fra "
     "Cambodja og Thailand.", "2025-05-04", ["KH", "TH"], ["2025-05-04"], [19]),
    ("da", "Justitsministeriet oplyste, at 1.042 personer er vendt hjem fra Myanmar. Gruppen landede den 12-03-2025 i "
     "Kastrup.", None, ["MM"], ["2025-03-12"], [1042]),
    ("sk", "BRATISLAVA, 7. mája 2025 - Slovenská polícia zadržala 23 ľudí podozrivých z internetových podvodov a "
     "zaistila 1 120 telefónov.", "2025-05-07", [], ["2025-05-07"], [23, 1120]),
    ("be", "МІНСК, 3 сакавіка 2026 г. - Міліцыя затрымала 17 чалавек па падазрэнні ў падмане ў інтэрнэце. Краіны: "
     "Кітай і М'янма.", "2026-03-03", ["CN", "MM"], ["2026-03-03"], [17]),
    ("hy", "ԵՐԵՎԱՆ, 5 ապրիլի, 2025 թ. - Ոստիկանությունը ձերբակալել է 12 մարդու համացանցային խարդախության համար։ "
     "Երկիրը Չինաստան է։", "2025-04-05", ["CN"], ["2025-04-05"], [12]),
    ("fi", "Ulkoministeriön mukaan 78 ihmistä palasi kotiin 25.4.2025. Maa on Myanmar, jossa huijauskeskukset ovat.",
     None, ["MM"], ["2025-04-25"], [78]),
    ("or", "ଭୁବନେଶ୍ୱର, 3 ମାର୍ଚ୍ଚ 2026 – ପୋଲିସ କହିଛି ଯେ ଠକେଇ ଅଭିଯୋଗରେ 12 ଜଣଙ୍କୁ ଗିରଫ କରାଯାଇଛି। କାମ୍ବୋଡିଆ ଦେଶରୁ "
     "1,23,456 ଜଣ ଫେରିଛନ୍ତି।", "2026-03-03", ["KH"], ["2026-03-03"], [12, 123456]),
    ("zu", "UMnyango wezangaPhandle uthe abantu abangu 176 babuyile ekhaya bevela eMyanmar ngomhla ka 3/25/2025.",
     None, [], ["2025-03-25"], [176]),
    ("lt", "VILNIUS, 2025 m. gegužės 4 d. - Policija sulaikė 15 įtariamųjų dėl sukčiavimo internetu. Šalys: Kinija ir "
     "Tailandas.", "2025-05-04", ["CN", "TH"], ["2025-05-04"], [15]),
    ("ps", "کابل، ۱۲ مارچ ۲۰۲۵ - پولیسو وویل چې د چین ۱۴ تنه یې د انټرنیټي درغلیو په تور نیولي دي. "
     "دوی به محاکمې ته وړاندې شي.",
     "2025-03-12", ["CN"], ["2025-03-12"], [14]),
    ("et", "Välisministeeriumi teatel naasis 12.03.2025 koju 9 Eesti kodanikku. Riigi nimi on Kambodža.",
     None, ["EE", "KH"], ["2025-03-12"], [9]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "published", "countries", "dates", "numbers"), TEXTS)
def test_text_without_a_folder_gives_countries_dates_and_numbers(
    read: Read, code: str, text: str, published: str | None, countries: list[str], dates: list[str], numbers: list[int]
) -> None:
    record = read(text)
    assert (record.language, record.outcome) == (code, "partly_read")
    assert record.published == published
    assert (record.countries, record.dates, record.numbers) == (countries, dates, numbers)
    assert all(text[e.start : e.end] == e.quote for _, e in record.iter_evidence())


def test_it_says_what_was_read_and_what_was_not(read: Read) -> None:
    (note,) = read(TEXTS[0][1]).notes
    assert note.startswith("Danish (da) has no folder of words yet: countries")
    assert "not who did what" in note
    assert "docs/languages.md" in note


def test_nothing_is_made_of_a_number(read: Read) -> None:
    record = read(TEXTS[0][1])
    assert (record.operations, record.agencies, record.officials) == ([], [], [])


def test_order_of_day_and_month_is_the_languages_and_less_sure(read: Read) -> None:
    zulu = read("Amaphoyisa athe abantu bokufika abangu 14 baboshwe eGoli ngomhla ka 3/4/2025 ngenxa yokukhwabanisa.")
    danish = read("Politiet oplyste, at 14 udlændinge blev anholdt i København den 3/4/2025 for bedrageri på nettet.")
    assert (zulu.dates, danish.dates) == (["2025-03-04"], ["2025-04-03"])
    evidence = danish.evidence["dates"]
    assert isinstance(evidence, dict)
    assert evidence["2025-04-03"].confidence == 0.7


def test_day_that_no_calendar_has_is_left_out(read: Read) -> None:
    assert read("Politiet meddelte den 31-02-2025, at 14 personer er anholdt i efterforskningen.").dates == []


def test_name_that_may_be_an_ordinary_word_is_less_sure(read: Read) -> None:
    (text,) = (text for code, text, *_ in TEXTS if code == "ps")
    evidence = read(text).evidence["countries"]
    assert isinstance(evidence, dict)
    assert isinstance(evidence["CN"], Evidence)
    assert evidence["CN"].confidence == 0.5


def test_given_language_that_the_text_cannot_be_is_not_believed() -> None:
    dutch = "De politie heeft drie verdachten aangehouden in de hoofdstad."
    assert (identify_language(dutch, "en"), identify_language(dutch, "nl-BE")) == ("nl", "nl-BE")


def test_given_language_that_no_statistics_know_is_believed() -> None:
    assert identify_language("Cathfaidh na daoine seo dul abhaile anois, a dúirt an rialtas.", "gv") == "gv"


@pytest.mark.parametrize("code", sorted({code.replace("_", "-") for code in localedata.locale_identifiers()}))
def test_every_language_that_cldr_knows_is_taken(code: str) -> None:
    text = "SOMEWHERE, 2025-03-12 - 14 and 1,200 and 12.5.\nThe end of it."
    record = read_partly(Document.from_text(text), code, Locale.parse(code.replace("-", "_")))
    assert "2025-03-12" in record.dates
    assert 14 in record.numbers


def test_language_of_which_nothing_is_known_is_kept(read: Read) -> None:
    document = Document.from_text("Tlhingan maH. Qapla' batlh je. 14 nuvpu' jonlu'pu'.", language="tlh")
    assert extract(document).outcome in {"language_not_read", "partly_read"}


KHMER = "អគ្គនាយកដ្ឋានអន្តោប្រវេសន៍ បានប្រកាសថា ជនជាតិចិន ៣១២នាក់ ត្រូវបាននិរទេស ពីរាជធានីភ្នំពេញ។ សមត្ថកិច្ចបានឃាត់ខ្លួនជនសង្ស័យ ២៥នាក់។"
ENGLISH = (
    "The General Department of Immigration said that 312 Chinese nationals were deported from Phnom Penh on Monday."
)
FRENCH = (
    "La Direction générale de l’immigration a annoncé l’expulsion de 312 ressortissants chinois de Phnom Penh lundi."
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{KHMER}\n\n{ENGLISH}", "Khmer and English"),
        (f"{ENGLISH}\n\n{KHMER}", "Khmer and English"),
        (f"{3 * ENGLISH}\n\n{3 * FRENCH}", "English and French"),
    ],
)
def test_a_text_in_two_languages_says_that_one_was_not_read(read: Read, text: str, told: str) -> None:
    notes = [note for note in read(text).notes if "two languages" in note]
    assert len(notes) == 1
    assert told in notes[0]


@pytest.mark.parametrize("text", [KHMER, ENGLISH, f"{KHMER} KTI, Techo International Airport"])
def test_a_text_in_one_language_does_not(read: Read, text: str) -> None:
    assert not any("two languages" in note for note in read(text).notes)
