"""Beginning anew within one process."""

from __future__ import annotations

from typing import Any, Final

from crackdown.graph.figures import accounts_read, agencies, findings, ledger_list, publications
from crackdown.graph.linking import network
from crackdown.graph.showing import summary
from crackdown.graph.storage import age
from crackdown.graph.storage.kept import Kept
from crackdown.graph.telling import readings, sources

_ALL: Final[tuple[Kept[Any], ...]] = (
    network._KEPT, publications.publications_of, accounts_read._KEPT, agencies.agencies_of, readings.readings_of,
    findings._KEPT, ledger_list.ledger_of, sources._sources, summary._KEPT, age._AGES,
)  # fmt: skip


def forget() -> None:
    """Forget what this process has worked out of any graph, and what it knows of files: as a new one would begin."""
    for kept in _ALL:
        kept._kept.clear()
        if kept._on_disk:
            kept._on_disk._stands = None
