"""Words for what is seized, in languages whose texts name the exhibits, and for passports that employers keep."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.analysis import analyse
from crackdown.loaders.extraction.text.lexicon import load_language


def kinds(code: str, text: str) -> set[str]:
    language = load_language(code)
    assert language is not None
    return {mention.value for mention in analyse(Document.from_text(text), language).of_type("kind")}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("th", "ของกลางมีโทรศัพท์ 12 เครื่อง"),
        ("km", "វត្ថុតាងមានទូរស័ព្ទ ១២គ្រឿង។"),
        ("tr", "Ele geçenler arasında 12 telefon var."),
        ("ar", "المضبوطات: 12 هاتفاً."),
        ("ar", "وجرى التحفظ على 12 هاتفاً."),
        ("ar", "وعُثر بحوزتهم على 12 هاتفاً."),
        ("id", "Polisi sita 12 ponsel."),
    ],
)
def test_exhibits_are_seized(code: str, text: str) -> None:
    assert "seizure" in kinds(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("th", "นายจ้างยึดหนังสือเดินทางของพวกเขา"),
        ("km", "ថៅកែបានដកហូតលិខិតឆ្លងដែនរបស់ពួកគេ។"),
        ("lo", "ໜັງສືຜ່ານແດນ ຖືກນາຍຈ້າງຍຶດໄວ້."),
        ("tr", "Patronlar pasaportlarına el koydu."),
        ("ar", "صودرت جوازاتهم عند وصولهم."),
        ("hi", "वहां उनके पासपोर्ट जब्त कर लिए गए।"),
        ("id", "Setiba di sana paspor mereka disita."),
        ("ms", "Di sana pasport mereka dirampas."),
        ("ru", "Хозяева забирали паспорта."),
    ],
)
def test_passports_that_employers_keep_are_not_seized(code: str, text: str) -> None:
    assert "seizure" not in kinds(code, text)
