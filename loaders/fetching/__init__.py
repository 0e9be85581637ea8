"""Fetching pages from other people's servers: politely, within limits, and never from a private address.

`Fetcher.fetch` gives a page as it was answered, or raises a `FetchError` that says why there is none. Nothing is kept
here: `loaders/originals/` archives what came, `loaders/collecting/` decides what is asked for.
"""

from __future__ import annotations

from crackdown.loaders.fetching.answers import Answer
from crackdown.loaders.fetching.fetcher import Fetcher
from crackdown.loaders.fetching.limits import Limits

__all__ = ["Answer", "Fetcher", "Limits"]
