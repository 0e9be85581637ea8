"""An announcement's versions as a Table: when each was public, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from crackdown.errors import NotFound
from crackdown.python.table import Table

if TYPE_CHECKING:
    from crackdown.graph.storage.view import View
    from crackdown.graph.versioning.version_list import ToldVersion

_COLUMNS: Final = (
    "number", "version", "is_current", "public_from", "public_until", "withdrawn_on", "reason", "published", "seen",
    "loaded", "changes", "text_sha256",
)  # fmt: skip
_DAYS: Final = ("public_from", "public_until", "withdrawn_on", "published", "seen", "loaded")


def versions_named(view: View, name: str) -> Table:
    """List the versions of an announcement by its IRI or id, or by a name of one that is in the graph.

    Raises:
        NotFound: there is no such announcement.
    """
    from crackdown.graph.iris import announcement_named
    from crackdown.graph.showing.entity import resolve_name

    try:
        return versions_table(view, announcement_named(name))
    except NotFound:
        return versions_table(view, resolve_name(view, name))


def versions_table(view: View, announcement: str) -> Table:
    """List the versions of an announcement, the first seen first.

    Raises:
        NotFound: it is no announcement that came as a record.
    """
    from crackdown.graph.versioning.version_list import versions_of

    return Table(_COLUMNS, list(_rows(versions_of(view, announcement))), days=_DAYS)


def _rows(versions: list[ToldVersion]) -> Iterator[dict[str, Any]]:
    from crackdown.console.versions import told_change
    from crackdown.graph.linking.things import to_id

    for number, one in enumerate(versions, 1):
        told = {name: getattr(one, name) for name in _COLUMNS if hasattr(one, name)}
        changes = "; ".join(map(told_change, one.changes))
        yield {"number": number, "version": to_id(one.iri), **told, "changes": changes, "reason": one.reason or None}
