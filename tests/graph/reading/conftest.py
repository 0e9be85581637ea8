"""One store for all tests of the reading side, as they change nothing.

It holds the reference data, the four announcements of the ontology's competency questions (seven operations, a merge, a
disputed figure, a total), and one written here in Khmer and English, whose agency has a name in Khmer alone.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from crackdown.graph.announcement.record import Agency, Evidence, Official, Operation, Record
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.storage.store import Store, View

COMPETENCY = Path(__file__).parents[2] / "ontology" / "competency.trig"
TEXT = "ក្រសួងមហាផ្ទៃ arrested 40 people on 5 May 2026 in Vietnam. Đặng Văn Tới led it."


def find(words: str, **more: object) -> Evidence:
    start = TEXT.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=0.75, **more)


@pytest.fixture(scope="session")
def store() -> Store:
    store = Store.open(None)
    # The reference data stays: the competency file brings a graph of the same name.
    store.writer().put_graphs(COMPETENCY.read_bytes().replace(b"graph:reference {", b"graph:competency {"))
    ministry, general = "ក្រសួងមហាផ្ទៃ", "Đặng Văn Tới"
    record = Record(
        id="vn-test-2026-05-06-km", language="km", published="2026-05-06", sha256="1" * 64, outcome="facts_found",
        announced_by=[ministry],
        agencies=[Agency(name=ministry, country="VN", kind="ministry", evidence={"name": find(ministry)})],
        officials=[Official(name=general, agency=ministry, role="General", evidence={
            "name": find(general), "agency": find(ministry), "role": find("led it")})],
        operations=[Operation(
            kind="arrest", date="2026-05-05", persons=40, country="VN", agencies=[ministry], officials=[general],
            evidence={
                "kind": find("arrested"), "date": find("5 May 2026"), "country": find("Vietnam"),
                "persons": find("40 people", printed="40"), "agencies": {ministry: find(ministry)},
                "officials": {general: find("Đặng Văn Tới led it")},
            })],
        evidence={"announced_by": {ministry: find(ministry)}},
    )  # fmt: skip
    store.writer().put(record, TEXT, origin="test", publisher="Test Post", media_type="text/plain")
    return store


@pytest.fixture(scope="session")
def view(store: Store) -> View:
    return store.view()


@pytest.fixture(scope="session")
def network(view: View) -> Network:
    return network_of(view)
