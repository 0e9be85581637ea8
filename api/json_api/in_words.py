"""Answers of the JSON API with names in the reader's language, where the graph or the ontology knows one.

The network's labels are everybody's; another language's are put in as an answer is sent. The language is part of the
address (`lang=km`), so that an answer's ETag is that of its language and no cache takes one for another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BaseModel

from crackdown.api.http.reader_language import OFFERED, reader_language
from crackdown.api.json_api.announcement_models import PassageFact
from crackdown.api.json_api.fact_models import Fact, Figure, Value
from crackdown.api.json_api.neighbourhood_models import RelationCount
from crackdown.api.json_api.network_models import Groups, RelationGroup
from crackdown.api.json_api.node_models import Edge, Node, Reference
from crackdown.api.source import CurrentNetwork
from crackdown.graph.linking.things import to_iri
from crackdown.graph.showing import wording
from crackdown.graph.showing.in_language import Words, words_of
from crackdown.graph.term import iri

_Answer = TypeVar("_Answer", bound=BaseModel)
_LANGUAGES: Final[dict[str, Any]] = {"anyOf": [{"enum": [*OFFERED, ""]}, {"type": "null"}]}

AnswerLanguage = Annotated[
    str | None,
    Query(description="The language of names, such as fr or km; English without it.", json_schema_extra=_LANGUAGES),
]


def words_asked(request: Request, network: CurrentNetwork, lang: AnswerLanguage = None) -> Words:
    """Return the names in the language that the address asks for; those of everybody where it asks for none.

    Raises:
        UnknownFormat: `lang` names a language that no name is in.
    """
    return words_of(network, reader_language(request, lang) if lang else "en")


WordsAsked = Annotated[Words, Depends(words_asked)]


def language_asked(request: Request, lang: str | None, older: str) -> str:
    """Return the language of names: `lang`, or what its older name in the same request says.

    Raises:
        UnknownFormat: `lang` names a language that no name is in.
    """
    return reader_language(request, lang) if lang else older


def in_words(words: Words, answer: _Answer) -> _Answer:
    """Put names into an answer in the language of `words`; return it."""
    if words.language != "en":
        for one in _iter_models(answer):
            _name(words, one)
    return answer


def _name(words: Words, one: BaseModel) -> None:
    if isinstance(one, Node):
        one.detail, one.label = words.detail(one.id), words.thing(one).text
    elif isinstance(one, Reference):
        one.label = words.thing(one).text
    elif isinstance(one, Value):
        one.text = words.value(wording.Value(one.text, one.id, one.type)).text
    elif isinstance(one, Figure):
        one.group = (
            ", ".join(words.value(wording.value_of(words.network, iri(to_iri(part)))).text for part in one.group_of)
            or one.group
        )
        one.capacity = words.term(to_iri(one.capacity_of)).text if one.capacity_of else None
        one.announced_by = ", ".join(words.thing(speaker).text for speaker in one.speakers) or one.announced_by
    elif isinstance(one, RelationCount | RelationGroup):
        one.label = words.relation(one).text
    elif isinstance(one, Groups):
        for country in one.countries:
            country.label = words.value(wording.value_of(words.network, iri(to_iri(country.key)))).text
    elif isinstance(one, Fact | PassageFact):
        one.label = words.property(one.property, one.label).text
    elif isinstance(one, Edge):
        one.label = words.property(one.relation, one.label).text


def _iter_models(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _iter_models(getattr(value, name))
    elif isinstance(value, list):
        for one in value:
            yield from _iter_models(one)
