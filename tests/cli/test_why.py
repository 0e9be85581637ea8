"""`crackdown query --why`: each row with its quotes."""

import json

SELECT = "SELECT ?n WHERE { ?op crk:total/crk:value ?n } ORDER BY ?n"


def test_into_a_pipe_each_row_is_a_line(run, sample_store):
    done = run("query", SELECT, "--why", "--store", sample_store)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(any(one["quote"] for one in row["support"]) for row in rows)
    assert [row["row"]["n"] for row in rows] == sorted(row["row"]["n"] for row in rows)


def test_as_text_the_quotes_stand_below_their_row(run, sample_store):
    lines = run("query", SELECT, "--why", "--format", "text", "--store", sample_store).stdout.splitlines()
    assert lines[0].startswith("1  n = ")
    assert lines[1].startswith("      “")
    assert "#char=" in lines[1]


def test_as_json_the_bindings_stay_as_they_are(run, sample_store):
    plain = json.loads(run("query", SELECT, "--format", "json", "--store", sample_store).stdout)
    told = json.loads(run("query", SELECT, "--why", "--format", "json", "--store", sample_store).stdout)
    assert len(told["head"].pop("crackdown:why")["rows"]) == len(plain["results"]["bindings"])
    assert told == plain


def test_a_format_without_room_is_refused(run, sample_store):
    done = run("query", SELECT, "--why", "--format", "csv", "--store", sample_store)
    assert done.returncode == 2
    assert "text, jsonl, json" in done.stderr


def test_what_is_not_explained_is_told_beside_the_answer(run, sample_store):
    done = run("query", "SELECT ?op (RAND() AS ?x) { ?op crk:kind ?k }", "--why", "--store", sample_store)
    assert "not explained: RAND()" in done.stderr
    assert {json.loads(line)["support"] for line in done.stdout.splitlines()} == {None}


def test_a_mistake_is_pointed_at(run, sample_store):
    done = run("query", "SELECT ?x\nWHERE { ?x ?? ?y }", "--why", "--store", sample_store)
    assert (done.returncode, "line 2" in done.stderr, "^" in done.stderr) == (2, True, True)
