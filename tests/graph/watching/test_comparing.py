"""Two answers compared: values, whatever the order; what was merged is told as such."""

from crackdown.graph.term import Term, iri, literal
from crackdown.graph.watching.comparing import compare

A, B, C = (iri(f"https://example.org/{name}") for name in "abc")


def number(value: int) -> Term:
    return literal(str(value), datatype="http://www.w3.org/2001/XMLSchema#integer")


def nothing(_iris: object) -> dict[str, str]:
    return {}


def test_order_makes_no_difference():
    assert not compare([(A,), (B,)], [(B,), (A,)], [], nothing)


def test_what_came_and_what_went():
    changes = compare([(A,), (B,)], [(B,), (C,)], [], nothing)
    assert (changes.added, changes.removed, changes.changed) == ([(C,)], [(A,)], [])


def test_by_its_key_a_row_is_changed_rather_than_lost():
    changes = compare([(A, number(1))], [(A, number(2))], [0], nothing)
    assert changes.changed == [((A, number(1)), (A, number(2)))]
    assert not changes.added + changes.removed


def test_of_several_of_one_key_nobody_knows_which_became_which():
    changes = compare([(A, number(1)), (A, number(2))], [(A, number(3))], [0], nothing)
    assert (len(changes.removed), len(changes.added), changes.changed) == (2, 1, [])


def test_a_merged_thing_is_renamed_and_counted_neither_lost_nor_new():
    changes = compare([(A, number(1))], [(B, number(1))], [], lambda _: {A.value: B.value})
    assert changes.renamed == [((A, number(1)), (B, number(1)))]
    assert not changes.added + changes.removed


def test_what_is_merged_into_a_row_there_was_is_told_too():
    changes = compare([(A,), (B,)], [(B,)], [], lambda _: {A.value: B.value})
    assert (changes.renamed, changes.removed) == ([((A,), (B,))], [])


def test_a_thing_merged_and_changed_is_known_by_its_new_key():
    changes = compare([(A, number(1))], [(B, number(2))], [0], lambda _: {A.value: B.value})
    assert changes.changed == [((A, number(1)), (B, number(2)))]
