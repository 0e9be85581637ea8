"""Operations are called by kind and number as each language writes them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crackdown.graph.figures.told import Persons
from crackdown.graph.linking.network import network_of
from crackdown.graph.showing.in_language import Words
from crackdown.graph.storage.view import View


@pytest.mark.parametrize(
    ("language", "number"), [("fr", "13\u202f000"), ("de", "13.000"), ("km", "13,000"), ("zh", "13,000")]
)
def test_a_number_is_grouped_as_the_language_groups_it(
    view: View, monkeypatch: pytest.MonkeyPatch, language: str, number: str
) -> None:
    network = network_of(view)
    one = replace(next(node for node in network.nodes.values() if node.persons), persons=Persons(13000, 13000))
    monkeypatch.setattr(network, "nodes", {one.id: one})
    assert Words(network, language).thing(one).text.partition(" · ")[2] == number
