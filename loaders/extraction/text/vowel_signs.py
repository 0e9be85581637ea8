r"""The vowel signs of scripts whose words stand apart: Devanagari and Bengali.

They belong to the letter before them, but `\w` of a regular expression holds no combining sign (category M of Unicode):
whatever goes over the letters of a word has to name them, too.
"""

from __future__ import annotations

from typing import Final

# For a character class.
VOWEL_SIGNS: Final = "\u0900-\u0903\u093a-\u094f\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3"
WORD: Final = rf"\w{VOWEL_SIGNS}"
