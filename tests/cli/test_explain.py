"""`crackdown extract --explain`: the text with its facts marked, what became of each sentence, and why."""

import re

import pytest


@pytest.fixture(scope="module")
def explained(run, samples):
    """What is printed of one sample, into a pipe."""
    return run("extract", "--explain", samples / "kh-gdi-2026-02-08-en.txt")


def test_facts_stand_in_brackets_where_there_are_no_colours(explained):
    assert explained.returncode == 0
    assert "\x1b" not in explained.stdout
    assert "|people]" in explained.stdout
    assert re.search(r"\d+ sentences: \d+ used", explained.stdout)


def test_facts_are_coloured_on_a_terminal(run, samples):
    done = run("extract", "--explain", samples / "kh-gdi-2026-02-08-en.txt", FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[1;33m312" in done.stdout
    assert "|people]" not in done.stdout.partition("\n\n")[2]


def test_no_colour_is_used_where_none_is_wanted(run, samples):
    path = samples / "kh-gdi-2026-02-08-en.txt"
    done = run("extract", "--explain", path, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1")
    assert not re.search(r"\x1b\[[\d;]*3[0-9][;m]", done.stdout)
    assert "|people]" in done.stdout


def test_text_is_there_whole_in_scripts_of_all_sorts(run, samples):
    names = ("kh-gdi-2026-02-08-km", "ae-moi-2025-08-14-ar", "th-immigration-2025-11-11-th")
    told = run("extract", "--explain", *(samples / f"{name}.txt" for name in names)).stdout
    for name in names:
        text = (samples / f"{name}.txt").read_bytes().decode()
        shown = told.partition(f"{name}  ·  ")[2].partition("\n\n")[2].partition("\n\n\n")[0]
        bare = re.sub(r"\|[a-z]+\]|\[", "", shown)
        missing = [word for word in text.split() if word.replace("\u200b", "") not in bare.replace("\u200b", "")]
        assert missing == []


def test_every_fact_says_why_it_was_accepted(explained):
    told = explained.stdout.splitlines()
    facts = [number for number, line in enumerate(told) if re.search(r"“.*”  \d+% sure  \[\d+–\d+\]$", line)]
    assert len(facts) > 20
    assert [told[number] for number in facts if not told[number + 1].startswith("      ")] == []
    assert any(re.search(r"model of which counts are operations: 0\.\d+; needed 0\.40", line) for line in told)
    assert any(re.match(r"      [+-]\d\.\d\d \S+=", line) for line in told)


def test_several_files_and_standard_input(run, samples):
    path = samples / "kh-gdi-2026-02-08-en.txt"
    done = run("extract", "--explain", path, "-", stdin=path.read_bytes())
    assert len(re.findall(r"^\S+  ·  en$", done.stdout, re.MULTILINE)) == 2


def test_what_cannot_be_read_is_named_and_the_rest_is_shown(run, samples, tmp_path):
    (tmp_path / "empty.txt").touch()
    done = run("extract", "--explain", tmp_path / "empty.txt", samples / "kh-gdi-2026-02-08-en.txt")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "kh-gdi-2026-02-08-en" in done.stdout


def test_unread_language_is_shown_with_its_note(run, unread):
    done = run("extract", "--explain", unread)
    assert "Odia" in done.stdout
    assert "not understood" in done.stdout


def test_controls_are_named_instead_of_sent(run):
    done = run("extract", "--explain", "-", stdin="Police arrested 12 people in Lyon.\x1b[31m \u202e9 March\n")
    assert "\x1b[31m" not in done.stdout
    assert "[U+202E]" in done.stdout


def test_a_language_model_is_not_explained(run, samples):
    done = run("extract", "--explain", "--llm", "link", samples / "kh-gdi-2026-02-08-en.txt")
    assert done.returncode == 2
    assert "leave --llm out" in " ".join(done.stderr.replace("│", " ").split())
