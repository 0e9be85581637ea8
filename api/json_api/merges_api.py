"""The route that tells why a thing is one: what was merged into it, by whom, and what spoke for it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from crackdown.api.json_api import merges_models
from crackdown.api.json_api.in_words import WordsAsked, in_words
from crackdown.api.source import CurrentNetwork, CurrentView
from crackdown.graph.showing.entity import current_id
from crackdown.graph.showing.merges import merges_into

router = APIRouter(prefix="/api", tags=["identity"])

Id = Annotated[str, Query(description="The local path of an IRI, such as `official/kh-sok-veasna`.")]


@router.get("/merges")
def get_merges(
    view: CurrentView,
    network: CurrentNetwork,
    words: WordsAsked,
    id: Id,  # noqa: A002
) -> merges_models.Merges:
    """Tell why one thing is one: its merged members, what decided, who tells of each; empty where none was merged."""
    node = network.node(current_id(view, network, id))
    merges = merges_into(view, network, node.id)
    return in_words(words, merges_models.Merges.model_validate({"merges": merges}))
