"""Terms: what is kept of them."""

from __future__ import annotations

from crackdown.graph.term import iri


def test_an_iri_is_kept_and_one_as_long_as_an_address_is_not() -> None:
    short, long = "https://example.org/", "https://example.org/" + "a" * 100_000
    assert iri(short) is iri(short)
    assert iri(long) == iri(long)
    assert iri(long) is not iri(long)
