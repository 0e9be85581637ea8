"""What the line of a load tells of how an announcement was read: notes that a person should see at once."""

from pathlib import Path

import pytest

FRENCH = "Le 9 février 2026, la police a expulsé 312 ressortissants chinois de l'aéroport de Techo vers la Chine. " * 4
ENGLISH = "On 9 February 2026 the police deported 312 Chinese nationals from Techo airport in Cambodia to China. " * 4


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("two.txt", f"{FRENCH}\n\n{ENGLISH}", "The text is in two languages, French and English"),
        ("lost.txt", ENGLISH.replace("police", "poli\ufffde", 1), "1 letter was lost before the text was saved"),
        ("quoting.eml", f"Subject: News\n\n{ENGLISH}\n> Is it so?\n", "The mail quotes another"),
    ],
)
def test_how_a_text_was_read_stands_on_its_line(run, tmp_path: Path, name, text, told):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    done = run("load", path, "--store", tmp_path / "store")
    assert done.returncode == 0, done.stderr
    assert told in " ".join((done.stdout + done.stderr).split())


def test_nothing_is_told_of_a_plain_text(run, tmp_path: Path):
    path = tmp_path / "plain.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    line = run("load", path, "--store", tmp_path / "store").stdout
    assert "with evidence" in line
    assert "with evidence;" not in line
