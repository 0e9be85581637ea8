"""Which language a text is written in.

py3langid over every language that it and CLDR know, checked against the script: a text is not taken for a language that
is read only because its own is not. A language that was given (HTML's lang, sources.yaml) counts unless the text
plainly contradicts it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from array import array
from collections import Counter
from functools import cache
from itertools import islice
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from crackdown.loaders.extraction.text.data import installed_languages
from crackdown.loaders.extraction.text.kept import kept

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
# Codes that HTML, CLDR and sources give beside those by which py3langid and the folders know a language.
_ALSO = {"fil": "tl"}
_BY_SCRIPT = {*_SCRIPTS.values(), "zh"}
_FEW = 12  # letters that may tell a language
_ENOUGH = 61  # letters that tell one
# Languages that have no folder and are read by the words of another's.
_READ_BY = {"hr": "sr", "bs": "sr"}
_ALIKE = ({"id", "ms"}, {"bs", "hr", "sr"})  # of a few lines the statistics cannot tell which
_SPACELESS = {"Hans", "Hant", "Hani", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"}
_SHARE = 0.15  # of the letters; a Japanese text is mostly Han with some kana
_HAN = 0.5  # of the letters, where none tells more
_SHARE_SOON, _HAN_SOON = 0.3, 0.9  # of the letters of stretches that hold one such script at most
_SURE = 0.5  # normalised probability under which a text is in no language known here
_OVERRULES = 0.999  # of the two languages' probability together, from which the text's own outweighs the one given
# What the languages with a folder share of the probability when a text is in none of them. Short texts of theirs that
# look like a small relative's (a Spanish line like an Aragonese one) still leave them far more.
_UNREAD = 0.05
_SAMPLE = 600  # characters: more say the same and take longer
_BEGINNING = 300  # characters that nearly always say it
# Stretches of a sample, and characters of each, that say what the whole of it does: a letterhead or a name in another
# language fills one of them, seldom all.
_STRETCHES, _STRETCH = 6, 20
_SURE_SOON = 0.98  # probability from which they do
_LAST, _GOES_ON = 3, 0.95  # stretches that say that a text ends in the language it began in, and their probability
# The blocks of those scripts and of Han, with others between them: most texts have no character of any.
_MAY_TELL = re.compile(r"[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3040-\uffff\U0001aff0-\U0003ffff]")
_NO_WORDS = re.compile(r"https?://\S+|\d+")
_CUT = len("https://")  # characters of an address that it takes to know it for one


def identify_language(text: str, given: str = "und") -> str:
    """Give the BCP 47 tag of a text's language, or "und".

    >>> identify_language("La police a arrêté trois suspects dans la capitale.")
    'fr'
    >>> identify_language("De politie heeft drie verdachten aangehouden in de hoofdstad.")
    'nl'
    >>> identify_language("ប៉ូលិសបានចាប់ខ្លួនជនសង្ស័យបីនាក់")
    'km'
    >>> identify_language("警方在行動中拘捕三名男子，並檢獲多部手機。", "zh-Hant")
    'zh-Hant'
    >>> identify_language("Polis tahan 12 suspek")
    'ms'
    >>> identify_language("12 34 56")
    'und'
    >>> identify_language("Nadakip ng mga pulis ang tatlong suspek sa lungsod.", "fil-PH")
    'tl-PH'
    """
    sample = _sample_of(text)
    by_script = _by_script(sample)
    given = _usual_code(given)
    base = given.split("-", maxsplit=1)[0].lower()
    if by_script:
        return given if by_script == base else by_script
    if not _has_letters(sample, _FEW):
        return given
    beginning = sample[:_BEGINNING]
    for part in [_stretches_of(beginning), beginning] if base == "und" else [_stretches_of(sample)]:
        found, probability = _likeliest(_ranked(part)) if part != sample else ("", 0.0)
        if probability >= _SURE_SOON and base in {"und", found}:
            return found if base == "und" else given
        if len(_alike(found)) > 1:  # a few lines more would not tell which of them
            break
    ranked = _ranked(sample)
    found, probability = _likeliest(ranked)
    if base in ranked and ranked[base] > (1 - _OVERRULES) * (ranked[found] + ranked[base]):
        return given
    if base not in {*ranked, *_SCRIPTS.values()} and locale_of(base) is not None:  # the statistics cannot tell
        return given
    return found if probability >= _SURE or _is_one_of_alike(ranked, found) else "und"


def _is_one_of_alike(ranked: dict[str, float], code: str) -> bool:
    """Tell whether a text surely is in one of the languages that are hardly told apart, whichever it is."""
    alike = [one for one in _alike(code) if one in _installed()]
    return len(alike) > 1 and sum(ranked.get(one, 0.0) for one in alike) >= _SURE * _share_read(ranked)


def _usual_code(given: str) -> str:
    """Give a tag by the code that the folders go by: "fil-PH" is "tl-PH"."""
    base, hyphen, rest = given.partition("-")
    return _ALSO.get(base.lower(), base) + hyphen + rest


def folder_of(code: str) -> str:
    """Give the code of the folder by whose words a language is read, its own or another's.

    >>> folder_of("hr-HR"), folder_of("it")
    ('sr', 'it')
    """
    base = code.split("-", maxsplit=1)[0]
    return _READ_BY.get(base, base)


def _alike(code: str) -> set[str]:
    """Give the languages that the statistics hardly tell from one, with it."""
    return next((alike for alike in _ALIKE if code in alike), {code})


def second_language(text: str, code: str) -> str | None:
    """Give the language in which a text begins or ends, where that is another than the one it is read in.

    Announcements of some countries say the same in two languages, one after the other.
    """
    base = code.split("-", maxsplit=1)[0]
    size = min(_BEGINNING, len(text) // 2)
    # The statistics tell a language by a text's beginning; a script may tell it by what follows.
    parts = [text[-size:], text[:size]] if base in _BY_SCRIPT else [text[-size:]]
    for part in parts:
        if not _has_letters(part, _ENOUGH) or (base not in _BY_SCRIPT and _ends_in(part, base)):
            continue
        found = identify_language(part)
        other = found.split("-", maxsplit=1)[0]
        if other not in {"und", *_alike(base)}:
            return found
    return None


def _ends_in(part: str, base: str) -> bool:
    """Tell whether the latter two thirds of a part plainly are in a language that is read, or in one that is alike."""
    sample = _sample_of(part)
    if base not in _installed() or _by_script(sample):
        return False
    ranked = _ranked(_stretches_of(sample[len(sample) // 3 :], _LAST))
    share = _share_read(ranked)
    own = sum(ranked.get(code, 0.0) for code in _alike(base))
    return share >= _UNREAD and own >= _GOES_ON * share


def locale_of(code: str) -> Locale | None:
    """Give what CLDR knows of a language; None where it knows nothing.

    >>> locale_of("sw").english_name, locale_of("und"), locale_of("no such language")
    ('Swahili', None, None)
    """
    try:
        return Locale.parse(code.replace("-", "_")) if code != "und" else None
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def name_of(code: str) -> str:
    """Give the English name of a language, without a script or a country; its code where CLDR has none.

    >>> name_of("tl"), name_of("zh-Hant"), name_of("und")
    ('Filipino', 'Chinese', 'und')
    """
    locale = locale_of(code)
    return (locale.get_language_name("en") if locale else None) or code


def is_spaceless(code: str) -> bool:
    """Tell whether words touch in the script that a language is written in, by CLDR's likely subtags.

    >>> is_spaceless("yue"), is_spaceless("it")
    (True, False)
    """
    base, *subtags = code.split("-")
    given = [subtag.title() for subtag in subtags if len(subtag) == len("Hant")]
    likely = str(get_global("likely_subtags").get(base, "")).split("_")
    return next(iter([*given, *likely[1:2]]), "") in _SPACELESS


def _sample_of(text: str) -> str:
    """Give the beginning of a text without addresses and numbers, which are of no language."""
    beginning = _NO_WORDS.sub(" ", text[: 2 * _SAMPLE])
    is_enough = len(text) <= 2 * _SAMPLE or len(beginning) > _SAMPLE + _CUT
    return (beginning if is_enough else _NO_WORDS.sub(" ", text))[:_SAMPLE]


def _stretches_of(sample: str, stretches: int = _STRETCHES) -> str:
    """Give stretches of a sample from all over it; a short one as it is."""
    if len(sample) <= stretches * _STRETCH:
        return sample
    last = len(sample) - _STRETCH
    starts = (last * number // (stretches - 1) for number in range(stretches))
    return " ".join(sample[start : start + _STRETCH] for start in starts)


def _has_letters(text: str, number: int) -> bool:
    return len(list(islice(filter(str.isalpha, text), number))) == number


def _by_script(sample: str) -> str | None:
    """Tell a language by its script: by stretches of a sample that plainly are in one, else by the whole."""
    if not _MAY_TELL.search(sample):
        return None
    scripts = _scripts_of(_stretches_of(sample))
    letters, codes = scripts.total(), {_SCRIPTS[script] for script in scripts if script in _SCRIPTS}
    if len(codes) == 1 and any(scripts[script] >= _SHARE_SOON * letters for script in scripts if script in _SCRIPTS):
        return codes.pop()
    if not codes and scripts["CJK"] > _HAN_SOON * letters:
        return "zh"
    scripts = _scripts_of(sample)
    letters = scripts.total()
    for script, count in scripts.most_common():
        if script in _SCRIPTS and count / letters >= _SHARE:
            return _SCRIPTS[script]
    return "zh" if scripts["CJK"] > _HAN * letters else None


def _scripts_of(sample: str) -> Counter[str]:
    """Count the letters of each script."""
    scripts: Counter[str] = Counter()
    for character, count in Counter(sample).items():
        if script := _SCRIPT_OF[character]:
            scripts[script] += count
    return scripts


class _ScriptOf(dict[str, str]):
    """The script of each letter, by its name in Unicode, "" for what is no letter; found when it is first met."""

    def __missing__(self, character: str) -> str:
        name = unicodedata.name(character, "letter") if character.isalpha() else ""
        self[character] = name.partition(" ")[0]
        return self[character]


_SCRIPT_OF = _ScriptOf()


def _ranked(sample: str) -> dict[str, float]:
    """Give the probability of each language, the likeliest first."""
    return dict(_identifier().rank(sample))


def _likeliest(ranked: dict[str, float]) -> tuple[str, float]:
    """Give the first language with a folder; one without only where those with one are out of the question."""
    share = _share_read(ranked)
    if share < _UNREAD:
        return next(iter(ranked.items()))
    found = next(code for code in ranked if code in _installed())
    return found, ranked[found] / share


def _share_read(ranked: dict[str, float]) -> float:
    """Give what the languages with a folder share of the probability."""
    return sum(ranked.get(code, 0.0) for code in _installed())


@cache
def _installed() -> tuple[str, ...]:
    own = {code.split("-", maxsplit=1)[0] for code in installed_languages()}
    return tuple(sorted(own | {code for code, other in _READ_BY.items() if other in own}))


@cache
def _identifier() -> Any:
    """Give py3langid's model of the languages that may be told; unpacking and choosing them takes half a second."""
    import numpy as np
    from py3langid.langid import LanguageIdentifier

    told = hashlib.sha256(" ".join(_installed()).encode()).hexdigest()[:8]
    languages, by_language, bare, moves, rows, features = kept(f"language-{told}", _packed_model)
    names = json.loads(languages)
    return LanguageIdentifier(
        np.frombuffer(by_language, np.float16).reshape(-1, len(names)),
        np.frombuffer(bare, np.float32),
        names,
        _array_of(moves),
        np.frombuffer(features, np.int32).tolist(),
        norm_probs=True,
        tk_row=_array_of(rows),
    )


def _packed_model() -> list[bytes]:
    """Give what `_identifier` is made of: each array of integers begins with its type code."""
    import numpy as np
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    codes = {str(code) for code in identifier.labels}
    identifier.set_languages(sorted(code for code in codes if code in _installed() or locale_of(code) is not None))
    return [
        json.dumps(identifier.nb_classes).encode(),
        np.asarray(identifier.nb_ptc, np.float16).tobytes(),  # by rows, as it is read: choosing left it by columns
        np.asarray(identifier.nb_pc, np.float32).tobytes(),
        *(part.typecode.encode() + part.tobytes() for part in (identifier.tk_nextmove, identifier.tk_row)),
        np.asarray(identifier.tk_output, np.int32).tobytes(),
    ]


def _array_of(packed: bytes) -> array[int]:
    found = array(chr(packed[0]))
    found.frombytes(memoryview(packed)[1:])
    return found
