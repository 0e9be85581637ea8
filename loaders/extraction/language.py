"""Which language a text is written in.

py3langid over the languages that announcements come in, checked against the script; a language that was given (HTML's
lang, sources.yaml) counts unless the text plainly contradicts it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

_CANDIDATES = (
    "ar", "bn", "de", "en", "es", "fr", "hi", "id", "it", "ja", "km", "ko", "lo", "ms", "my", "ne", "nl", "pt", "ru",
    "sw", "ta", "th", "tl", "tr", "uk", "vi", "zh",
)  # fmt: skip
# Scripts that one language of the trade alone is written in: no statistics needed, and few models know them.
_SCRIPTS = {
    "KHMER": "km",
    "LAO": "lo",
    "THAI": "th",
    "MYANMAR": "my",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
}
_SHARE = 0.15  # of the letters; a Japanese text is mostly Han with some kana
_SURE = 0.5  # normalised probability under which a text is in no language known here
_OVERRULES = 0.999  # probability from which the text itself counts for more than the language given
_SAMPLE = 1500  # characters


def identify_language(text: str, given: str = "und") -> str:
    """Give the BCP 47 tag of a text's language, or "und".

    >>> identify_language("La police a arrêté trois suspects dans la capitale.")
    'fr'
    >>> identify_language("ប៉ូលិសបានចាប់ខ្លួនជនសង្ស័យបីនាក់")
    'km'
    >>> identify_language("警方在行動中拘捕三名男子，並檢獲多部手機。", "zh-Hant")
    'zh-Hant'
    >>> identify_language("12 34 56")
    'und'
    """
    sample = re.sub(r"https?://\S+|\d+", " ", text)[:_SAMPLE]
    by_script = _by_script(sample)
    base = given.split("-", maxsplit=1)[0].lower()
    if by_script:
        return given if by_script == base else by_script
    if sum(character.isalpha() for character in sample) < 12:
        return given if given != "und" else "und"
    found, probability = _identifier().classify(sample)
    if base not in {"und", found} and probability < _OVERRULES and base in _CANDIDATES:
        return given
    if base == found and given != "und":
        return given
    return str(found) if probability >= _SURE else "und"


def _by_script(sample: str) -> str | None:
    scripts = Counter(unicodedata.name(c, "").split(" ")[0] for c in sample if c.isalpha() and c > "\u0250")
    letters = sum(c.isalpha() for c in sample) or 1
    for script, count in scripts.most_common():
        if script in _SCRIPTS and count / letters >= _SHARE:
            return _SCRIPTS[script]
    if scripts.get("CJK", 0) / letters > 0.5:
        return "zh"
    return None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages(sorted({code for code in _CANDIDATES if code in known}))
    return identifier
