"""What the query editor of the explorer asks for besides answers: terms, ready-made questions, names of things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastapi import APIRouter

from crackdown.api.http.reader_language import NamedLanguage
from crackdown.api.json_api.query_models import Example, Examples, Iris, Label, Labels, Terms
from crackdown.api.source import CurrentNetwork
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import to_id
from crackdown.graph.showing.in_language import Words
from crackdown.graph.showing.summary import questions
from crackdown.graph.showing.vocabulary import vocabulary
from crackdown.graph.showing.wording import Reference
from crackdown.ontology.labels import languages

router = APIRouter(prefix="/api", tags=["query"])


@router.get("/terms")
def get_terms(language: NamedLanguage) -> Terms:
    """Return prefixes, classes, properties and concepts, named and explained in the language asked for."""
    return Terms.model_validate(vocabulary(language))


@router.get("/questions")
def get_questions(language: NamedLanguage) -> Examples:
    """Return the competency questions, each with its query and its theme."""
    return Examples(
        examples=[
            Example(
                name=one.name,
                theme=one.theme,
                title=one.title_in(language)[0],
                query=one.query,
            )
            for one in questions()
        ]
    )


@router.post("/labels")
def post_labels(network: CurrentNetwork, language: NamedLanguage, wanted: Iris) -> Labels:
    """Tell what IRIs are called in the language asked for: things, classes, properties, concepts."""
    return Labels(labels=dict(_called(network, language, dict.fromkeys(wanted.iris))))


def _called(network: Network, language: str, iris: Iterable[str]) -> Iterator[tuple[str, Label]]:
    words = Words(network, language)
    for iri in iris:
        node = network.nodes.get(to_id(iri))
        if node:
            called = words.thing(node)
            yield iri, Label(text=called.text, language=called.language, type=node.type)
        elif languages(iri):
            called = words.term(iri)
            yield iri, Label(text=called.text, language=called.language, type="term")
        elif name := network.things.label(iri):
            called = words.thing(Reference(to_id(iri), name, "other"))
            yield iri, Label(text=called.text, language=called.language, type=None)
