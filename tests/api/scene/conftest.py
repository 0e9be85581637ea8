"""A scene of everything that the store holds, asked for as the explorer does."""

from __future__ import annotations

import pytest

from crackdown.graph.linking.network import network_of
from tests.api.scene.files import unpacked


@pytest.fixture(scope="session")
def network(store):
    return network_of(store.view())


@pytest.fixture(scope="session")
def ids(network) -> list[str]:
    """Everything that is drawn, the hostile agency first."""
    drawn = [id_ for id_, node in network.nodes.items() if node.type != "announcement" and node.degree]
    return sorted(drawn, key=lambda id_: ("script" not in network.nodes[id_].label, id_))


@pytest.fixture(scope="session")
def ask(client, ids):
    def post(name: str, **more):
        answer = client.post(f"/api/scene/{name}", json={"ids": ids, **more})
        assert answer.status_code == 200, answer.text
        return answer

    return post


@pytest.fixture(scope="session")
def pack(ask) -> dict[str, bytes]:
    return unpacked(ask("pack", title="Who works with whom", query="SELECT * { ?s ?p ?o }").content)
