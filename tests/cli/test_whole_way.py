"""The whole way: a file is loaded, the store is served, SPARQL over HTTP gives the facts and the words behind them."""

import contextlib
import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

SEED = Path(__file__).parents[3] / "shared" / "announcements" / "kh-gdi-2026-02-09-fr.txt"

FACTS = """
SELECT ?persons ?kind ?date ?airport ?official ?partner WHERE {
  ?op crk:total/crk:value ?persons ; crk:kind/skos:prefLabel ?kind ; crk:date ?date . FILTER(LANG(?kind) = "en")
  OPTIONAL { ?op crk:departedFrom/schema:iataCode ?airport }
  OPTIONAL { ?op crk:directedBy/rdfs:label ?official }
  OPTIONAL { ?op crk:withPartner/rdfs:label ?partner }
} ORDER BY ?persons
"""
WORDS = """
SELECT ?quote ?start ?end WHERE {
  ?op crk:total ?count . ?count crk:value 312 ; crk:evidence ?passage .
  ?passage oa:exact ?quote ; oa:start ?start ; oa:end ?end
}
"""


@pytest.fixture
def served(command) -> Callable[[Path], contextlib.AbstractContextManager[str]]:
    @contextlib.contextmanager
    def serve(store: Path) -> Iterator[str]:
        process = subprocess.Popen(
            command("serve", "--store", store, "--port", "0"), stdout=subprocess.PIPE, text=True, env={**os.environ}
        )
        assert process.stdout is not None
        try:
            address = re.search(r"http://\S+?:\d+", process.stdout.readline())
            assert address
            yield address[0]
        finally:
            process.terminate()
            process.wait(timeout=90)
            process.stdout.close()

    return serve


def ask(address: str, query: str) -> list[dict[str, str]]:
    body = urlencode({"query": query}).encode()
    request = Request(f"{address}/sparql", data=body, headers={"Accept": "application/sparql-results+json"})
    with urlopen(request, timeout=90) as answer:
        rows = json.load(answer)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


def test_a_sample_from_file_to_answer(run, served, samples, store):
    path = samples / "kh-gdi-2026-02-08-en.txt"
    run("load", path, "--store", store)
    with served(store) as address:
        facts, (words,) = ask(address, FACTS), ask(address, WORDS)
    assert {(row["persons"], row["kind"], row["date"], row["airport"]) for row in facts} == {
        ("312", "deportation", "2026-02-08", "KTI")
    }
    assert path.read_bytes().decode()[int(words["start"]) : int(words["end"])] == words["quote"]


def test_what_is_loaded_meanwhile_is_served(run, served, samples, unread, store):
    run("load", unread, "--store", store)
    with served(store) as address:
        assert ask(address, FACTS) == []
        run("load", samples / "kh-gdi-2026-02-08-en.txt", "--store", store)
        time.sleep(1.1)  # the server looks once a second
        assert ask(address, FACTS)


@pytest.mark.skipif(not SEED.exists(), reason="the seed announcement lies in ../shared, which is not there")
def test_the_seed_from_file_to_answer(run, served, store):
    run("load", SEED, "--store", store)
    with served(store) as address:
        facts, (words,) = ask(address, FACTS), ask(address, WORDS)
    told = {(row["persons"], row["date"], row.get("airport"), row.get("official"), row.get("partner")) for row in facts}
    assert told == {
        ("312", "2026-02-08", "KTI", "Sok Veasna", "Embassy of China in Cambodia"),
        ("428", "2026-02-08", None, "Sok Veasna", None),
        ("740", "2026-02-08", None, None, None),
    }
    assert SEED.read_bytes().decode()[int(words["start"]) : int(words["end"])] == words["quote"]
