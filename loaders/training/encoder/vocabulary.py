"""Which pieces of the encoder's vocabulary are kept: those of the scripts that are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_SCRIPTS = (
    "LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI", "THAI", "KHMER", "LAO", "MYANMAR", "CJK", "IDEOGRAPHIC", "HIRAGANA",
    "KATAKANA", "HANGUL", "FULLWIDTH", "HALFWIDTH",
)  # fmt: skip


def kept_pieces(pieces: Sequence[str], unknown: int) -> list[int]:
    """Give the numbers of the pieces to keep, in their order.

    Args:
        pieces: the vocabulary, the marks first.
        unknown: the number of the last mark.

    >>> kept_pieces(["<s>", "<unk>", "ال", "▁police", "ელ", "警察", "!"], 1)
    [0, 1, 2, 3, 5, 6]
    """
    return [number for number, piece in enumerate(pieces) if number <= unknown or _is_read(piece)]


def _is_read(piece: str) -> bool:
    """Whether all letters of a piece are of scripts that are read: figures and signs stand in texts of any script."""
    letters = (character for character in piece if unicodedata.category(character).startswith("L"))
    return all(unicodedata.name(letter, "").startswith(_SCRIPTS) for letter in letters)
