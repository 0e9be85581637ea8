"""`--llm` as a person types it: a process of its own, against the loopback server."""

import json
import os
import subprocess
import sys

import pytest


@pytest.fixture
def run(endpoint, tmp_path):
    def run_command(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "-m", "crackdown", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, stdin=subprocess.DEVNULL,
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith("CRACKDOWN_LLM")},
                "XDG_CACHE_HOME": str(tmp_path / "cache"), "CRACKDOWN_LLM_URL": endpoint.url,
                "CRACKDOWN_LLM_MODEL": "test-model", "CRACKDOWN_LLM_KEY": "sk-test-1234", **environment,
            },
        )  # fmt: skip

    return run_command


@pytest.fixture
def notice(document, tmp_path):
    path = tmp_path / f"{document.id}.txt"
    path.write_text(document.text, encoding="utf-8")
    return path


@pytest.fixture
def good(endpoint):
    def answer(asked):
        persons, trigger = endpoint.id_of(asked, "N", "45"), endpoint.id_of(asked, "K", "arrest")
        date = endpoint.id_of(asked, "D", "02-08")
        return {"operations": [{"kind": "arrest", "trigger": trigger, "persons": persons, "date": date}]}

    endpoint.answers(answer)


def test_extract_prints_what_the_model_linked(run, notice, good):
    done = run("extract", notice, "--llm", "link")
    record = json.loads(done.stdout)
    assert record["operations"][1]["evidence"]["date"]["read_by"] == "test-model (link mode)"
    assert "1 to ask" in done.stderr
    assert done.returncode == 0
    assert "sk-test-1234" not in done.stdout + done.stderr


def test_load_stores_it_and_asks_no_second_time(run, endpoint, notice, good, tmp_path):
    run("load", notice, "--llm", "link", "--store", tmp_path / "store")
    done = run("load", notice, "--llm", "link", "--store", tmp_path / "store")
    assert done.stdout.startswith("unchanged")
    assert "1 answered before" in done.stderr
    assert len(endpoint.asked) == 1


def test_show_names_the_model_beside_the_quote(run, notice, good, tmp_path):
    run("load", notice, "--llm", "link", "--store", tmp_path / "store")
    query = "SELECT DISTINCT ?op WHERE { ?claim prov:wasAttributedTo ?model ; rdf:subject ?op }"
    found = run("query", query, "--store", tmp_path / "store", "--format", "csv").stdout.split()
    done = run("show", found[-1], "--store", tmp_path / "store")
    lines = [line for line in done.stdout.splitlines() if "on 8 February 2026" in line]
    assert lines
    assert all("read by test-model (link mode)" in line for line in lines)


@pytest.mark.parametrize("name", ["CRACKDOWN_LLM_URL", "CRACKDOWN_LLM_MODEL"])
def test_without_an_endpoint_the_remedy_is_said(run, notice, tmp_path, name):
    done = run("load", notice, "--llm", "link", "--store", tmp_path / "store", **{name: ""})
    assert done.returncode == 2
    assert name in done.stderr
    assert not (tmp_path / "store").exists()


def test_a_mode_that_is_none_is_refused(run, notice):
    done = run("extract", notice, "--llm", "both")
    assert done.returncode == 2
    assert "link" in done.stderr


def test_nothing_is_asked_before_a_cost_is_agreed_to(run, endpoint, notice, tmp_path):
    prices = {"CRACKDOWN_LLM_PRICE_IN": "3", "CRACKDOWN_LLM_PRICE_OUT": "15"}
    done = run("load", notice, "--llm", "open", "--store", tmp_path / "store", **prices)
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert endpoint.asked == []
    done = run("load", notice, "--llm", "open", "--yes", "--store", tmp_path / "store", **prices)
    assert done.returncode == 0
    assert "about 0.01" in done.stderr
    assert len(endpoint.asked) == 1


def test_a_free_batch_needs_no_yes(run, endpoint, notice):
    prices = {"CRACKDOWN_LLM_PRICE_IN": "0", "CRACKDOWN_LLM_PRICE_OUT": "0"}
    assert run("extract", notice, "--llm", "link", **prices).returncode == 0
    assert len(endpoint.asked) == 1


def test_a_model_that_fails_costs_a_warning_and_no_facts(run, endpoint, notice):
    endpoint.fails(500)
    done, plain = run("extract", notice, "--llm", "link"), run("extract", notice)
    assert done.stdout == plain.stdout
    assert "HTTP 500" in done.stderr
    assert done.returncode == 0


def test_without_the_option_nothing_is_asked(run, endpoint, notice, tmp_path):
    run("load", notice, "--store", tmp_path / "store")
    assert endpoint.asked == []
