"""What is refused before the engine sees it, and what must pass."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crackdown.errors import InvalidQuery, ServiceRefused, UpdateRefused
from crackdown.graph.sparql import lexing
from crackdown.graph.sparql.lexing import (
    blank,
    from_clauses,
    iter_group_openings,
    refuse_chains,
    refuse_nesting,
    refuse_service,
    refuse_update,
)
from crackdown.ontology.terms import BASE

EP = "<http://127.0.0.1:9/>"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {EP} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent {EP} {{ ?s ?p ?o }} }}",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x{} }",
        f"SELECT * {{ ?s ?p trueSERVICE{EP}{{}} }}",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { ?s ?p 1.SERVICE:x{} }",
        f"PREFIX ex: <http://e/> SELECT * {{ ?s ?p ex:a\\#b SERVICE {EP} {{}} }}",
        f"SELECT * {{ ?s ?p <http://e/\\u0041#> SERVICE {EP} {{}} }}",
        f'SELECT * {{ ?s ?p <http://e/"> . SERVICE {EP} {{}} . ?a ?b "x" }}',
        f"SELECT * {{ ?s ?p <http://e/'> . SERVICE {EP} {{}} . ?a ?b 'x' }}",
        f"SELECT * {{ ?s ?p 'it\\'s' . SERVICE {EP} {{}} }}",
        f'SELECT * {{ ?s ?p """a"b""" . SERVICE {EP} {{}} }}',
        f"SELECT * {{ ?s ?p ?o # comment\n SERVICE {EP} {{}} }}",
        f"SELECT * {{ ?s ?p ?o # comment\r SERVICE {EP} {{}} }}",
        f"SELECT * {{ \\u0053ERVICE {EP} {{}} }}",
        f"SELECT * {{ ?s ?p \"x\\u005C\" . SERVICE {EP} {{}} }}",
        f"SELECT * {{ FILTER(?a < ?b) SERVICE {EP} {{}} FILTER(?b > ?a) }}",
        f"SELECT * {{ FILTER(?a <?b) ?s ?p '#' . SERVICE {EP} {{}} }}",
    ],
)  # fmt: skip
def test_a_call_to_another_server_is_refused(query: str) -> None:
    with pytest.raises(ServiceRefused):
        refuse_service(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "Immigration Service"@en }',
        "SELECT * { ?s ex:service ?o }",
        "SELECT ?service { ?service ?p ?o }",
        "SELECT $service { $service ?p ?o }",
        "SELECT * { ?s ?p <http://e/service> }",
        "SELECT * { ?s ?p ?o } # SERVICE",
        "SELECT * { ?s ?p '''the\n\"SERVICE\"''' }",
        "SELECT * { ?s ?p ex:secret-service }",
        "SELECT * { _:service ?p ?o }",
        'SELECT * { ?s ?p ?n FILTER(?n < 5 && ?n > 1) FILTER(?l = "x") }',
        'SELECT * { ?s ?p "Secret Service" FILTER(?n > 1) }',
    ],
)
def test_the_word_in_names_and_quotes_passes(query: str) -> None:
    refuse_service(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX ex: <http://e/> delete where { ?s ?p ?o }",
        "# SELECT\nBASE <http://e/> PREFIX : <http://f/>\nCLEAR ALL",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <http://e/>",
    ],
)
def test_an_update_is_refused(update: str) -> None:
    with pytest.raises(UpdateRefused):
        refuse_update(update)


@pytest.mark.parametrize(
    "query", ["SELECT * { ?s <a:insert> ?o }", "PREFIX insert: <http://e/> ASK { ?s insert:x ?o }"]
)
def test_a_query_that_mentions_an_update_passes(query: str) -> None:
    refuse_update(query)


def test_blanking_keeps_positions() -> None:
    query = 'SELECT ?x { ?x ex:p "{" } # {'
    assert len(blank(query)) == len(query)
    assert [query[p - 1] for p in iter_group_openings(query)] == ["{"]


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("SELECT ?x WHERE { ?x ?p ?o { SELECT ?p { ?p ?q ?r } } }", 2),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", 1),
        ("CONSTRUCT WHERE { ?s ?p ?o }", 1),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://where/> { ?s ?p ?o }", 1),
        ("ASK { { ?s ?p ?o } UNION { ?o ?p ?s } }", 1),
        ("DESCRIBE <http://e/>", 0),
    ],
)
def test_group_openings_are_those_of_queries(query: str, groups: int) -> None:
    assert len(list(iter_group_openings(query))) == groups


def test_from_knows_the_projects_prefixes() -> None:
    assert from_clauses("ASK FROM country:KH FROM <x> { }") == ([f"{BASE}country/KH", f"{BASE}x"], [])


@pytest.mark.parametrize("opening", ["{", "(", "[", " FILTER EXISTS {", "\\u007b", "1<("])
def test_brackets_too_deep_are_refused_before_the_engine_dies_of_them(opening: str) -> None:
    with pytest.raises(InvalidQuery, match="more than 200 deep"):
        refuse_nesting("SELECT * {" + opening * 5_000)


def test_brackets_in_quotes_and_side_by_side_are_not_deep() -> None:
    refuse_nesting("SELECT * {" + "{} " * 5_000 + '"' + "(" * 5_000 + '" }')


@pytest.mark.parametrize(
    ("before", "link", "after"),
    [
        ("ASK { FILTER(1", "+1", ") }"),
        ("ASK { FILTER(1", " -1", ") }"),
        ("ASK { FILTER(1", "\\u002B1", ") }"),
        ("ASK { FILTER(true", "||true", ") }"),
        ("ASK { FILTER(", "!", "true) }"),
        ("ASK { ?s a", "/a", " ?o }"),
        ("ASK { {}", " UNION {}", " }"),
        ("ASK { ?s a ?o", " FILTER(?s)", " }"),
        ("ASK { ?s a ?o", " . ?s ?p ?o", " }"),
        ("ASK {", " BIND(1 AS ?v)", " }"),
    ],
)
def test_chains_too_long_are_refused_before_the_engine_dies_of_them(before: str, link: str, after: str) -> None:
    most = 998 if "AS" in link else 1_998
    refuse_chains(before + link * most + after)
    with pytest.raises(InvalidQuery, match="more than 2,000 operators"):
        refuse_chains(before + link * 3_000 + after)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES (?x ?y) {" + "(-1.5 <https://e.org/a/b-c>) " * 3_000 + "} }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(["2.5"] * 3_000) + ")) }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(["my-own:a-b.c"] * 3_000) + ")) }",
        'SELECT * { ?s ?p "' + "1+1 || " * 3_000 + '" }',
        "PREFIX as: <urn:as> SELECT * { VALUES ?x {" + "as:x " * 3_000 + "} }",
    ],
    ids=["values", "numbers", "names", "quoted", "prefix"],
)
def test_long_lists_are_no_chains(query: str) -> None:
    refuse_chains(query)


WORDS = st.lists(
    st.sampled_from([
        "INSERT", "delete", "WITH", "FROM", "from", "NAMED", "SELECT", "*", "{", "}", "(", ")", "<https://e.org/from>",
        "<e>", '"FROM"', "'add'", "?from", "$x", "ex:FROM", "ex:", "@en-from", "# FROM", "\n", " ", "PREFIX ex: <e#> ",
        "BASE <https://e.org/> ", "\\u0046ROM", ";", ".",
    ]),
    max_size=12,
).map("".join)  # fmt: skip


@given(WORDS)
def test_a_short_look_finds_what_a_long_one_would(query: str) -> None:
    """What is passed over unread, as a word stands nowhere in a text, is what would be found to be harmless."""
    if not lexing._FROM.search(query):
        assert not re.search(r"\bFROM\b", lexing.blank(query), re.IGNORECASE)
    if not lexing._UPDATE.search(query):
        rest = lexing.blank(query)
        prologue = lexing._PROLOGUE.match(rest)
        assert not lexing._UPDATE.match(rest, prologue.end() if prologue else 0)
