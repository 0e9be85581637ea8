"""Which pieces of the encoder's vocabulary are kept: those of the scripts that are read.

Of four scripts that many other languages are written in, only the more frequent pieces are kept: a text's rare words
are then cut into more pieces.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_WIDE = frozenset({"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI"})
_SCRIPTS = (
    *_WIDE, "THAI", "KHMER", "LAO", "MYANMAR", "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH",
    "HALFWIDTH",
)  # fmt: skip
_OTHER, _NONE = "other", "none"
_RANK = 100_000  # pieces stand in the order of how frequent they are


def kept_pieces(pieces: Sequence[str], unknown: int, rank: int = _RANK) -> list[int]:
    """Give the numbers of the pieces to keep, in their order.

    Args:
        pieces: the vocabulary, the marks first, then the most frequent.
        unknown: the number of the last mark.
        rank: the number from which pieces of the wide scripts are left out.

    >>> kept_pieces(["<s>", "<unk>", "ال", "▁police", "ელ", "▁rare", "警察", "!"], 1, rank=5)
    [0, 1, 2, 3, 6, 7]
    """
    return [number for number, piece in enumerate(pieces) if number <= unknown or _is_kept(piece, number < rank)]


def _is_kept(piece: str, is_frequent: bool) -> bool:
    scripts = {script for character in piece if (script := _script_of(character)) != _NONE}
    return _OTHER not in scripts and (is_frequent or _WIDE.isdisjoint(scripts))


def _script_of(character: str) -> str:
    """Give a character's script: one of those read, or another; none of what stands in texts of any script."""
    name = unicodedata.name(character, "")
    if found := next((script for script in _SCRIPTS if name.startswith(script)), None):
        return found
    return _OTHER if unicodedata.category(character).startswith("L") else _NONE
