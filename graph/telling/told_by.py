"""One sentence on how often, and how independently, a thing is told."""

from __future__ import annotations


def told_by(announcements: int, origins: int) -> str:
    """Say in words how often, and how independently, a thing is told.

    >>> told_by(5, 2), told_by(1, 1)
    ('told by 5 announcements, 2 independent origins', 'told by 1 announcement')
    """
    if announcements == 1:
        return "told by 1 announcement"
    return f"told by {announcements} announcements, {origins} independent {'origin' if origins == 1 else 'origins'}"
