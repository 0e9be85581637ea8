"""The originals: whatever was fetched, as it came, with its headers; only ever added to, and readable as WARC 1.1."""

from __future__ import annotations

from crackdown.loaders.originals.archive import Originals
from crackdown.loaders.originals.fetch import Fetch, Role

__all__ = ["Fetch", "Originals", "Role"]
