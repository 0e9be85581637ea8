"""The same questions have the same answers wherever the graph lies."""

import subprocess
import sys

import pytest

import crackdown
from crackdown.errors import InputError, QueryAborted, StoreUnavailable
from crackdown.intake.loading import load_all, sample_folder

QUERY = "SELECT ?op ?n WHERE { ?op crk:total/crk:value ?n } ORDER BY ?op ?n"
DEPORTATION = "operation/kh-2026-02-08-deportation-312"


def sorted_rows(table):
    return sorted(map(repr, table.rows))


def test_rows(anywhere, g):
    assert anywhere.query(QUERY).rows == g.query(QUERY).rows
    assert anywhere.query(QUERY).df().equals(g.query(QUERY).df())


def test_graphs(anywhere, g):
    query = "CONSTRUCT { ?a crk:departedFrom ?b } WHERE { ?a crk:departedFrom ?b }"
    assert set(anywhere.query(query).rdflib()) == set(g.query(query).rdflib())


def test_who_says_so(anywhere, g):
    query = "SELECT DISTINCT ?a WHERE { GRAPH ?a { ?op a crk:Operation } } ORDER BY ?a"
    assert anywhere.query(query).rows == g.query(query).rows


def test_things(anywhere, g):
    ours, theirs = anywhere.entity("Sok Veasna"), g.entity("Sok Veasna")
    assert sorted_rows(ours.quotes) == sorted_rows(theirs.quotes)
    assert sorted_rows(ours.neighbours()) == sorted_rows(theirs.neighbours())


def test_figures(anywhere, g):
    mine = [row | {"loaded": None} for row in anywhere.figures(DEPORTATION)]  # each was loaded at a time of its own
    assert mine == [row | {"loaded": None} for row in g.figures(DEPORTATION)]


def test_networks(anywhere, g):
    for projection in ("cooperation", "transfers", "hierarchy", "everything"):
        ours, theirs = anywhere.networkx(projection), g.networkx(projection)
        assert dict(ours.nodes(data=True)) == dict(theirs.nodes(data=True))
        assert sorted(map(repr, ours.edges(data=True))) == sorted(map(repr, theirs.edges(data=True)))


def test_why(anywhere, g):
    ours, theirs = anywhere.query(QUERY).why(), g.query(QUERY).why()
    assert [row["row"] for row in ours] == [row["row"] for row in theirs]
    for mine, yours in zip(ours, theirs, strict=True):  # what is equally sure has no order
        assert sorted(map(repr, mine["support"])) == sorted(map(repr, yours["support"]))


def test_rdflib(anywhere, g):
    ours, theirs = anywhere.rdflib(), g.rdflib()
    assert len(ours) == len(theirs)
    assert len(set(ours)) == len(ours)


@pytest.mark.parametrize("anywhere", ["folder", "store", "served"], indirect=True)
def test_the_record_of_a_day(anywhere):
    count = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a crk:Announcement }"
    assert anywhere.as_of("2026-02-08").query(count).rows == [{"n": 2}]


@pytest.mark.parametrize("anywhere", ["export"], indirect=True)
def test_what_keeps_no_records_does_not_tell_of_a_day(anywhere):
    with pytest.raises(InputError, match="keeps no records"):
        anywhere.as_of("2026-02-08").query("ASK {}")


@pytest.mark.parametrize("anywhere", ["folder", "store", "served"], indirect=True)
def test_quotes_stand_in_their_sentences(anywhere):
    evidence = anywhere.entity("Sok Veasna").described.facts[0].evidence[0]
    assert evidence.before or evidence.after


def test_an_endpoint_without_a_graph_says_so(tmp_path_factory, oxigraph, anywhere):
    del anywhere  # begun with the same fixtures, so that no server is started for this alone
    with pytest.raises(StoreUnavailable):
        crackdown.open(oxigraph.replace("/query", "/nothing"))


def test_announcements_are_sent_to_a_server(serving, tmp_path, monkeypatch):
    tokens = tmp_path / "tokens.txt"
    made = subprocess.run(
        [sys.executable, "-m", "crackdown", "token", "alice", str(tokens)], capture_output=True, text=True, check=True
    )
    store = tmp_path / "store"
    assert load_all([str(sample_folder() / "hk-police-2025-11-04-zh-hant.txt")], store) == 0
    monkeypatch.setenv("CRACKDOWN_STORE_TOKEN", made.stdout.strip())
    with serving(store, "--tokens", str(tokens)) as address, crackdown.open(address) as g:
        (told,) = g.add(sample_folder() / "kh-gdi-2026-02-08-en.txt")
        assert told.startswith("added kh-gdi-2026-02-08-en:")
        assert g.find("Sok Veasna")


def test_the_address_of_a_server_is_enough(served):
    with crackdown.open(served.removesuffix("/sparql")) as g:
        assert g.query("ASK { ?a a crk:Operation }")


def test_an_answer_that_the_server_cut_says_so(serving, folder):
    cut = pytest.raises(QueryAborted, match="cuts answers at 40 rows")
    with serving(folder, "--max-rows", "40") as address, crackdown.open(address) as g, cut:
        g.query("SELECT * { ?s ?p ?o }")


def test_a_server_that_takes_none_is_told(served):
    with crackdown.open(served) as g:
        (told,) = g.add("Phnom Penh, 8 February 2026.\nThe police deported 312 people to China.\n")
        assert "refuses (403)" in told
