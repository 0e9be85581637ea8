"""In which language a reader wants names: `lang=` in the address, else the Accept-Language header (RFC 9110)."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Final
from urllib.parse import quote

from babel import Locale
from fastapi import Depends, Query, Request

from crackdown.api.http.negotiation import negotiate
from crackdown.errors import UnknownFormat
from crackdown.graph.storage.reference import LANGUAGES

OFFERED: Final = tuple(language.lower() for language in LANGUAGES)
_HANT: Final = frozenset({"zh-tw", "zh-hk", "zh-mo", "zh-hant"})

Lang = Annotated[
    str | None, Query(description="The language of names, such as fr or km; without it, Accept-Language decides.")
]


def language_of(header: str | None) -> str:
    """Choose a language by an Accept-Language header; English where none that is wanted is known.

    >>> language_of("fr-CH, fr;q=0.9, en;q=0.8"), language_of("xx, km;q=0.5"), language_of("zh-TW"), language_of(None)
    ('fr', 'km', 'zh-hant', 'en')
    """
    ranges = []
    for part in (header or "").lower().split(","):
        tag, *parameters = part.strip().split(";")
        known = _known(tag.strip())
        if known:
            ranges.append(";".join([f"language/{known}", *parameters]))
    # A language range is matched like a media range: the best liked first, the first offered between equals.
    offered = tuple(dict.fromkeys(one.partition(";")[0] for one in ranges))
    chosen = negotiate(", ".join(ranges), offered) if ranges else None
    return chosen.partition("/")[2] if chosen else "en"


def reader_language(request: Request, lang: Lang = None) -> str:
    """Return the language of this request's reader.

    Raises:
        UnknownFormat: `lang` names a language that no name is in.
    """
    if not lang:
        return language_of(request.headers.get("accept-language"))
    known = _known(lang.lower())
    if known is None:
        raise UnknownFormat(f"lang={lang}: names come in {', '.join(OFFERED)}")
    return known


def named_language(
    request: Request,
    lang: Annotated[str | None, Query(description="The language of names, such as fr or km; English without.")] = None,
) -> str:
    """Return the language of names where the address alone decides, as the answer is kept by its address.

    Raises:
        UnknownFormat: `lang` names a language that no name is in.
    """
    return reader_language(request, lang) if lang else "en"


def carried_language(request: Request) -> str:
    """Return what a link needs for the next page to be in the language that was asked for in the address."""
    lang = request.query_params.get("lang")
    return f"?lang={quote(lang)}" if lang else ""


def _known(tag: str) -> str | None:
    if tag in _HANT or tag.startswith("zh-hant"):
        return "zh-hant"
    return next((code for code in (tag, tag.partition("-")[0]) if code in OFFERED), None)


@cache
def own_names() -> dict[str, str]:
    """Return each language by what it calls itself."""
    return {code: _own_name(code) for code in OFFERED}


def _own_name(code: str) -> str:
    locale = Locale.parse(code.replace("hant", "Hant"), sep="-")
    return locale.get_display_name(locale) or code


ReaderLanguage = Annotated[str, Depends(reader_language)]
NamedLanguage = Annotated[str, Depends(named_language)]
