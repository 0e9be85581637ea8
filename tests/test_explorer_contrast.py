"""The explorer's colours stand out from its grounds, light and dark: WCAG 2.2, 1.4.3 for words, 1.4.11 for lines."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[1] / "api/explorer/src/styles/base.css"
WORDS, LINES = 4.5, 3
GROUNDS = ("bg", "canvas", "card")
SAYS = ("ink", "soft", "accent", "disputed")
# Lines of the network, edges of fields, and the marks of things; those of kinds of operations are added.
DRAWS = (
    "edge", "near", "field", "country", "agency", "official", "post", "operation", "airport", "place", "announcement",
)  # fmt: skip


def colours(theme: str) -> dict[str, str]:
    light, dark = re.findall(r':root(?:\[data-theme="dark"\])? \{([^}]*)\}', STYLES.read_text(encoding="utf-8"))[:2]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", {"light": light, "dark": dark}[theme]))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_lines_stand_out_from_every_ground(theme: str) -> None:
    known = colours(theme)
    kinds = [name for name in known if name.startswith("kind-")]
    wanted = {**dict.fromkeys(SAYS, WORDS), **dict.fromkeys((*DRAWS, *kinds), LINES)}
    assert len(kinds) > 5
    assert [
        f"{name} on {ground}"
        for (name, least), ground in product(wanted.items(), GROUNDS)
        if contrast(known[name], known[ground]) < least
    ] == []
