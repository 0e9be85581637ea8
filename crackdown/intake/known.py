"""What is known of an announcement before it is read: it was read before, by the same program for the same store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from crackdown.graph.announcement.record import Record
    from crackdown.graph.storage.together import Again
    from crackdown.loaders.document import Document

    Recall = Callable[[Document], "Known | None"]


class Summary(NamedTuple):
    """What a person is told of an announcement that is in the store.

    Attributes:
        id: its name.
        told: what its record holds, in a few words.
        unread: its language, where that is not read yet, or in part only.
    """

    id: str
    told: str
    unread: str | None = None


class Known(NamedTuple):
    """A document that was read before.

    Attributes:
        document: as it is given again.
        archived: under which digest the store's archive keeps its record.
        kept: what is kept there.
        summary: what was told of it.
    """

    document: Document
    archived: str
    kept: str
    summary: Summary

    @property
    def record(self) -> Record:
        """What was read of it."""
        return self.to_again().to_given().record

    def to_again(self) -> Again:
        """Put it as the store takes it."""
        from crackdown.graph.storage.together import Again  # it settles the base of IRIs

        one = self.document
        return Again(
            one.id, one.text, one.origin, one.publisher, one.media_type, one.retrieved, self.archived, self.kept
        )
