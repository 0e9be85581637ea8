r"""The vowel signs of India's scripts, whose words stand apart: Devanagari, Bengali, Tamil, Sinhala and their like.

They belong to the letter before them, but `\w` of a regular expression holds no combining sign (category M of Unicode):
whatever goes over the letters of a word has to name them, too.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_FIRST, _END = 0x900, 0xE00  # from Devanagari to Sinhala

# For a character class.
VOWEL_SIGNS: Final = "".join(filter(lambda sign: unicodedata.category(sign)[0] == "M", map(chr, range(_FIRST, _END))))
WORD: Final = rf"\w{VOWEL_SIGNS}"
