"""The optional language model: it picks, the program checks.

A model behind an OpenAI-compatible endpoint is shown an announcement together with what the recognisers found in it. It
may say which of that belongs together (link mode), or also bring words of the text that the recognisers passed over
(open mode). Nothing else of its answer reaches the record (docs/llm.md).

Nothing here is imported, and nothing is sent anywhere, unless a model is asked for.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Mode"]


class Mode(StrEnum):
    """What a model may do: link what was recognised, or also add facts, each with its quote."""

    LINK = "link"
    OPEN = "open"
