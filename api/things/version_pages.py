"""The page of an earlier version, and of an announcement that was withdrawn: since when, until when, what changed."""

from __future__ import annotations

from typing import Any

from crackdown.api.things.templating import render
from crackdown.graph import iris
from crackdown.graph.linking.things import to_id, to_iri
from crackdown.graph.storage.view import View
from crackdown.graph.versioning.history import current
from crackdown.graph.versioning.version_list import versions_of
from crackdown.graph.versioning.versions import history_of


def version_page(view: View, id_: str, shared: dict[str, Any]) -> str | None:
    """Make the page of a version, or of what was withdrawn; None where the id is of neither."""
    name = to_iri(id_)
    announcement = iris.versioned(name)
    history = history_of(view.engine, announcement) if iris.is_announcement(announcement) else ()
    if not history or (name == announcement and current(history)):
        return None
    versions = versions_of(view, announcement)
    number = next((number for number, version in enumerate(versions) if version.iri == name), None)
    this = versions[number] if number is not None else None
    return render(
        "version.html", id=id_, announcement=to_id(announcement), this=this, versions=versions, local=to_id,
        following=versions[number + 1] if number is not None and number + 1 < len(versions) else None,
        text=view.kept("text", this.text_sha256) if this else None, **shared,
    )  # fmt: skip
