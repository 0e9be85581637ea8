"""Labels of pictures broken into lines without a browser: by spaces, and in scripts without any between letters."""

from __future__ import annotations

import unicodedata
from typing import Final

from crackdown.graph.showing.visible import with_controls_named

_ZERO_WIDTH_SPACE: Final = "\u200b"  # Khmer, Lao and Burmese texts mark words with it
_JOINS_NEXT: Final = "\u17d2\u1039"  # Khmer and Burmese signs that stack the next letter below
_LEADING_VOWELS: Final = "เแโใไເແໂໃໄ"  # Thai and Lao vowels that are written before their consonant


def width_of_text(text: str, size: float) -> float:
    """Estimate how wide a text is drawn, for no font is at hand.

    >>> width_of_text("abc", 10) < width_of_text("中文字", 10)
    True
    """
    return sum(_em(letter) for letter in text) * size


def _em(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.0
    return 0.66 if letter.isupper() or ord(letter) > 0x0E00 else 0.54


def shorten(text: str, width: float, size: float) -> str:
    """Cut a text to a width.

    >>> shorten("abcdefghij", 30, 10), shorten("abc", 30, 10)
    ('abcd…', 'abc')
    """
    room = int(width / (width_of_text(text, size) or 1.0) * len(text) * 0.96)
    return text if len(text) <= room else f"{text[: max(room - 1, 0)]}…"


def break_label(label: str, width: float, lines: int, size: float) -> tuple[str, ...]:
    """Break a label into lines, the last with "…" where it goes on; controls that reorder text are named.

    >>> break_label("General Department of Immigration", 100, 2, 11.5)
    ('General', 'Department of…')
    """
    broken: list[str] = []
    line = ""
    for word in _words(with_controls_named(label)):
        if line and width_of_text((line + word).rstrip(), size) > width:
            broken.append(line.strip())
            line = word.lstrip()
        else:
            line += word
    broken.append(line.strip())
    broken = [one for one in broken if one] or [label]
    return tuple(broken) if len(broken) <= lines else (*broken[: lines - 1], f"{broken[lines - 1]}…")


def _words(text: str) -> list[str]:
    """Split where a line may end, each part with the space that follows it."""
    parts: list[str] = [""]
    for at, letter in enumerate(text):
        before = text[at - 1] if at else ""
        if at and _may_break(before, letter):
            parts.append("")
        parts[-1] += "" if letter == _ZERO_WIDTH_SPACE else letter
    return parts


def _may_break(before: str, after: str) -> bool:
    if before in (" ", _ZERO_WIDTH_SPACE, "-"):
        return after != " "
    if after == " " or unicodedata.category(after) in ("Mn", "Mc", "Me", "Cf"):
        return False
    spaceless = ord(before) >= 0x0E00 and ord(after) >= 0x0E00 and before.isalpha() | (_is_mark(before))
    return spaceless and after.isalpha() and before not in _JOINS_NEXT and before not in _LEADING_VOWELS


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Mc")
