"""The shapes of what a search finds, and of the words that gave the name that matched."""

from __future__ import annotations

from crackdown.api.json_api.node_models import Node, Reference
from crackdown.api.json_api.read_model import ReadModel
from crackdown.graph.searching import search


class Standing(ReadModel):
    """The words of an announcement that give a name; offsets count code points."""

    announcement: str
    announcement_label: str
    published: str | None
    language: str | None
    quote: str
    start: int
    end: int


class Hit(Node):
    """A thing found, with the name, code or day that matched, how, and where that name stands.

    `how`: "initials" are those of the name, "alike" it is but for a typo or two, "sounds" it does in another script; on
    the day asked for it "happened" or was "announced".
    `standing` is null where no announcement's words give the name; `given_by` is then the announcement that gives it
    without. Where both are null it is from the reference lists, a title, or made up.
    """

    matched: str
    how: search.How
    matched_language: str | None
    standing: Standing | None
    given_by: Reference | None


class Found(ReadModel):
    """The answer to a search."""

    query: str
    total: int
    hits: list[Hit]
