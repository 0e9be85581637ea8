"""The route of an announcement's versions: what it said before, since when, and what each version changed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from crackdown.api.json_api.versions_models import VersionList
from crackdown.api.source import CurrentView
from crackdown.graph.linking.things import to_iri
from crackdown.graph.versioning.version_list import versions_of

router = APIRouter(prefix="/api", tags=["explorer"])


@router.get("/versions")
def get_versions(
    view: CurrentView,
    id: Annotated[str, Query(description="The local path of an announcement's IRI, or of a version's.")],  # noqa: A002
) -> VersionList:
    """List the versions of an announcement, the first seen first; one that was withdrawn has them too."""
    return VersionList.model_validate({"id": id, "versions": versions_of(view, to_iri(id))}, from_attributes=True)
