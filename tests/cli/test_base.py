"""The base of IRIs is a setting. A process has one base, so these run the command as a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

BASE = "https://data.example/scams/"
TERMS = "https://w3id.org/crackdown/"
SAMPLE = "gb-fcdo-2025-10-14-2-en.txt"


@pytest.fixture(scope="module")
def based(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("based") / "store"
    loaded = run("load", samples / SAMPLE, "--store", folder, "--base", BASE)
    assert loaded.returncode == 0, loaded.stderr
    return folder


def test_everything_but_terms_is_minted_under_the_base(run: Run, based: Path) -> None:
    query = "SELECT DISTINCT ?i { GRAPH ?g { ?s ?p ?o } VALUES ?n { 1 2 3 4 } " + (
        "BIND(IF(?n = 1, ?s, IF(?n = 2, ?p, IF(?n = 3, ?o, ?g))) AS ?i) FILTER(isIRI(?i)) }"
    )
    found = run("query", query, "--store", based, "--format", "csv").stdout.split()
    ours = {iri for iri in found if iri.startswith(TERMS)}
    assert {iri.removeprefix(TERMS).partition("#")[0].partition("/")[0] for iri in ours} == {
        "", "logo.svg", "ontology", "shapes", "vocab",
    }  # fmt: skip
    kinds = {iri.removeprefix(BASE).partition("/")[0] for iri in found if iri.startswith(BASE)}
    assert {"agency", "announcement", "country", "graph", "official", "operation", "post", "software"} <= kinds


def test_the_prefixes_of_queries_follow_the_base(run: Run, based: Path) -> None:
    answer = run("query", 'SELECT ?g { GRAPH ?g { country:KH crk:isoCode "KH" } }', "--store", based)
    assert f"{BASE}graph/reference" in answer.stdout


def test_a_watch_of_a_store_follows_its_base(run: Run, based: Path) -> None:
    added = run("watch", "add", "kh", "SELECT ?a { ?a crk:inCountry country:KH }", "--store", based)
    assert added.returncode == 0, added.stderr


def test_a_store_remembers_its_base(run: Run, based: Path) -> None:
    shown = run("show", "GB", "--store", based).stdout
    assert f"{BASE}country/GB" in shown


def test_a_store_refuses_another_base_in_words(run: Run, based: Path) -> None:
    refused = run("query", "ASK {}", "--store", based, CRACKDOWN_BASE="https://other.example/")
    assert refused.returncode == 2
    assert f"was made with the base {BASE}, and https://other.example/ is set" in refused.stderr


def test_what_is_no_base_is_refused(run: Run, samples: Path, tmp_path: Path) -> None:
    refused = run("load", samples / SAMPLE, "--store", tmp_path / "store", "--base", "data.example")
    assert refused.returncode == 2
    assert "web address that ends in a slash" in refused.stderr
