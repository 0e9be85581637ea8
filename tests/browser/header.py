"""Going from view to view as a reader does, by the header."""

from __future__ import annotations

from typing import Any


def go(page: Any, view: str) -> None:
    """Go to a view; where the header has no room for it, or it is a tool, it stands in the list of more."""
    place = page.locator(f".places > button:text-is('{view}')")
    if place.count() == 0:
        page.click(".places .menu > button")
        place = page.locator(".more-list button", has=page.locator(f"b:text-is('{view}')"))
    place.click()
