"""Fixtures for the loaders' tests: texts become records without touching the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crackdown.graph.announcement.record import Record
from crackdown.loaders import extract
from crackdown.loaders.document import Document

SHARED = Path(__file__).resolve().parents[3] / "shared" / "announcements"


@pytest.fixture
def read() -> Callable[[str], Record]:
    """Extract a text given as a string."""
    return lambda text: extract(Document.from_text(text))


@pytest.fixture
def shared() -> Path:
    """The announcements beside the checkout, where there are any."""
    if not SHARED.is_dir():
        pytest.skip(f"no announcements beside the checkout at {SHARED.name}; nothing to compare with")
    return SHARED
