r"""Controls that turn the direction of text, and marks to show in their place.

A right-to-left override can make "paid \u202e1000" read "paid 0001". Whatever shows an announcement's words to a person
shows such a control as a mark; what is stored, and what offsets count, stays as it was.
"""

from __future__ import annotations

from typing import Final

CONTROLS: Final = {
    "\u061c": ("ALM", "ARABIC LETTER MARK"),
    "\u200e": ("LRM", "LEFT-TO-RIGHT MARK"),
    "\u200f": ("RLM", "RIGHT-TO-LEFT MARK"),
    "\u202a": ("LRE", "LEFT-TO-RIGHT EMBEDDING"),
    "\u202b": ("RLE", "RIGHT-TO-LEFT EMBEDDING"),
    "\u202c": ("PDF", "POP DIRECTIONAL FORMATTING"),
    "\u202d": ("LRO", "LEFT-TO-RIGHT OVERRIDE"),
    "\u202e": ("RLO", "RIGHT-TO-LEFT OVERRIDE"),
    "\u2066": ("LRI", "LEFT-TO-RIGHT ISOLATE"),
    "\u2067": ("RLI", "RIGHT-TO-LEFT ISOLATE"),
    "\u2068": ("FSI", "FIRST STRONG ISOLATE"),
    "\u2069": ("PDI", "POP DIRECTIONAL ISOLATE"),
}
_MARKS: Final = {ord(control): f"[{short}]" for control, (short, _) in CONTROLS.items()}


def with_controls_named(text: str) -> str:
    r"""Return the text with a mark such as "[RLO]" for each control.

    >>> with_controls_named("paid \u202e1000")
    'paid [RLO]1000'
    """
    return text.translate(_MARKS)
