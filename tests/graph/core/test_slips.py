"""A misspelt word of a query is named with the word that was meant."""

import pytest

from crackdown.errors import InvalidQuery
from crackdown.graph.sparql.slips import unknown_terms
from crackdown.graph.storage.store import Store


@pytest.fixture(scope="module")
def view():
    return Store.open(None).view()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELEC ?x { ?x ?y ?z }", "SELEC is no keyword; SELECT is"),
        ("SELECT ?x WHER { ?x ?y ?z }", "WHER is no keyword; WHERE is"),
        ("SELECT ?x { OPTINAL { ?x ?y ?z } }", "OPTINAL is no keyword; OPTIONAL is"),
        ("SELECT ?x { ?x ?y ?z FILTR(?x > 3) }", "FILTR is no keyword; FILTER is"),
        ("SELECT ?x { ?x ?y ?z } ORDR BY ?x", "ORDR is no keyword; ORDER is"),
        ("SELECT ?x\n{ ?x ?y ?z }\nORDER BY DSC(?x)", "line 3, column 17: DSC is no keyword; DESC is"),
        ("SELECT ?x { ?x ?y ?z }}", "column 24: what stands there is not expected"),
        ("SELECT ?x { ?x foo:y ?z }", "Prefix not found"),
        (" \n", "the query is empty"),
    ],
)
def test_a_slip_is_named(view, query, said):
    with pytest.raises(InvalidQuery, match=said):
        view.serialize(query, select_format="json", graph_format="turtle")


@pytest.mark.parametrize("word", ["ISIRI", "isLiteral", "MINUTES", "SECONDS", "ROUND", "STRUUID", "sameTerm"])
def test_a_word_of_the_language_is_never_called_a_slip(view, word):
    with pytest.raises(InvalidQuery) as caught:
        view.select(f"SELECT ?x {{ ?x ?y ?z FILTER({word}(?x) | ) }}")
    assert "is no keyword" not in str(caught.value)


def test_names_in_texts_comments_and_addresses_are_none_of_the_ontology():
    assert unknown_terms("ASK { ?x ?y 'crk:totl' , \"crk:knd\" , <urn:crk:no> } # crk:nothing") == []


def test_a_name_like_none_is_told_alone():
    assert unknown_terms("ASK { ?x crk:zzzz ?y }") == ["crk:zzzz is no term of the ontology"]
