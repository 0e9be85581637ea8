"""What is said of an announcement from outside, by `sources.yaml` or by its row: can it be right?"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://\S+")


def check_facts(stated: Mapping[str, str]) -> None:
    """Refuse what would be stored as something that it is not.

    >>> check_facts({"url": "https://police.example/1", "language": "zh-Hant"})

    Raises:
        ValueError: an address or a language is none.
    """
    if "url" in stated and not _ADDRESS.fullmatch(stated["url"]):
        raise ValueError(f"url: {stated['url'][:80]!r} does not begin like https://…")
    if "language" in stated and not _LANGUAGE.fullmatch(stated["language"]):
        raise ValueError(f"language: {stated['language'][:40]!r} is no language tag (BCP 47), such as en or zh-Hant")
