"""`crackdown origins` and `--as-of`: whose words, and what was said by a day."""

from __future__ import annotations

import json
import re

FLIGHT = "operation/kh-2026-02-08-deportation-312"


def test_origins_are_a_tree_from_the_speaker_down(run, sample_store):
    done = run("origins", FLIGHT, "--store", sample_store)
    assert done.returncode == 0, done.stderr
    head, origin, first, last = (line for line in done.stdout.splitlines()[2:] if line)
    assert head == "told by 2 announcements, 1 independent origin"
    assert origin == "1  General Department of Immigration"
    assert re.fullmatch(
        r"   ├─ 2026-02-08  Crackdown samples, retold .*\[announcement/kh-gdi-2026-02-08-en, en\]", first
    )
    assert last.endswith("[announcement/kh-gdi-2026-02-09-2-fr, fr]")


def test_origins_for_programs_are_one_report_a_line(run, sample_store):
    done = run("origins", FLIGHT, "--store", sample_store, "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["origin"], row["announcement"], row["copy_of"]) for row in rows] == [
        (1, "announcement/kh-gdi-2026-02-08-en", None),
        (1, "announcement/kh-gdi-2026-02-09-2-fr", None),
    ]
    assert rows[0]["speakers"] == ["agency/kh-general-department-of-immigration"]


def test_a_copy_stands_below_its_original(run, samples, store, tmp_path):
    text = (samples / "kh-gdi-2026-02-08-en.txt").read_text(encoding="utf-8")
    for paper in ("first", "second"):
        (tmp_path / f"{paper}.txt").write_text(f"{paper.upper()} PAPER\n{text}", encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(
        "first.txt: {publisher: First Paper, published: 2026-02-08}\n"
        "second.txt: {publisher: Second Paper, published: 2026-02-10}\n",
        encoding="utf-8",
    )
    assert run("load", tmp_path / "first.txt", tmp_path / "second.txt", "--store", store).returncode == 0
    done = run("origins", "announcement/second", "--store", store)
    assert "told by 2 announcements, 1 independent origin" in done.stdout
    assert re.search(r"└─ 2026-02-08  First Paper .*\n      └─ copy, 2026-02-10  Second Paper .* alike\n", done.stdout)


def test_show_counts_origins(run, sample_store):
    assert "\nTold by 2 announcements, 1 independent origin\n" in run("show", FLIGHT, "--store", sample_store).stdout


def test_the_record_as_of_a_day(run, sample_store):
    query = "SELECT (COUNT(?a) AS ?n) WHERE { ?a crk:reports ?op }"
    now, then = (
        run("query", query, "--store", sample_store, *options).stdout.split()[1]
        for options in ((), ("--as-of", "2026-02-08"))
    )
    assert 0 < int(then) < int(now)
    shown = run("show", FLIGHT, "--store", sample_store, "--as-of", "2026-02-08").stdout
    assert "Told by 1 announcement\n" in shown


def test_what_is_no_day_is_told_with_a_remedy(run, sample_store):
    done = run("query", "ASK {}", "--store", sample_store, "--as-of", "8 February")
    assert done.returncode == 2
    assert done.stderr == "crackdown: '8 February' is no day; write one as 2026-02-10, or a month as 2026-02\n"
