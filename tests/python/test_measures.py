"""`g.measures` answers with rows that a notebook shows and pandas takes."""

from __future__ import annotations

import pytest

import crackdown
from crackdown.intake.loading import load_all, sample_folder

NAMES = ("kh-gdi-2026-02-08-en.txt", "kh-gdi-2026-02-09-2-fr.txt", "kh-gdi-2026-02-08-km.txt")


@pytest.fixture(scope="module")
def g(tmp_path_factory):
    folder = tmp_path_factory.mktemp("measures") / "store"
    assert load_all([str(sample_folder() / name) for name in NAMES], folder) == 0
    with crackdown.open(folder) as g:
        yield g


@pytest.mark.parametrize("measure", ["brokerage", "communities", "ties", "gaps", "centrality_over_time"])
def test_a_measure_is_a_frame_with_a_row_for_each_thing(g, measure):
    frame = getattr(g.measures, measure)().df()
    assert len(frame) > 0
    assert not any(name.endswith("_label_label") for name in frame.columns)


def test_a_path_is_told_with_the_words_that_name_the_two(g):
    rows = list(g.measures.path("Sok Veasna", "General Department of Immigration"))
    assert rows[0]["one_label"] == "Sok Veasna"
    assert rows[0]["operation"].startswith("operation/kh-2026-02-08-deportation")
    assert rows[0]["quotes"]


def test_gaps_say_what_they_mean(g):
    meanings = [row["meaning"] for row in g.measures.gaps()]
    assert any("General Department of Immigration announced" in meaning for meaning in meanings)
