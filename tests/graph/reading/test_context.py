"""The words round a quote."""

from crackdown.graph.showing.context import surroundings


def test_where_no_blank_stands_a_long_sentence_is_cut_all_the_same():
    before, after = surroundings("警" * 400, 200, 202)
    assert (before[:2], before[-1]) == ("…警", "警")
    assert (after[0], after[-2:]) == ("警", "警…")
