"""What holding all numbers together came to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from crackdown.python.table import Table

if TYPE_CHECKING:
    import pandas

    from crackdown.graph.figures.findings import ToldFinding

_NAMES: Final = (
    "severity", "kind", "text", "operation", "printed", "value", "said_by", "announced", "quote", "announcement",
)  # fmt: skip


class Findings(list["ToldFinding"]):
    """The findings, the gravest first; each has a `text` and the `counts` it is about, with who said them."""

    def __init__(self, found: Iterable[ToldFinding]) -> None:
        super().__init__(found)

    @property
    def table(self) -> Table:
        """The findings as rows, one for each number that a finding is about."""
        return Table(_NAMES, [row for one in self for row in _rows(one)], days=["announced"])

    def df(self) -> pandas.DataFrame:
        """Return a pandas DataFrame, a row for each number that a finding is about."""
        return self.table.df()

    def __repr__(self) -> str:
        from crackdown.console.printing import plain

        told = [plain(f"{_severity(one)}: {one.text}") for one in self]
        return "\n".join(told) if told else "no two numbers could be held together"

    def _repr_html_(self) -> str:
        told = [{"severity": _severity(one), "text": one.text} for one in self]
        return Table(["severity", "text"], told)._repr_html_() if told else f"<p>{self!r}</p>"


def _severity(one: ToldFinding) -> str:
    return one.finding.severity.rpartition("/")[2]


def _rows(one: ToldFinding) -> Iterable[dict[str, Any]]:
    from crackdown.console.checking import to_json
    from crackdown.python.values import Id

    told = to_json(one)
    for said in told["counts"]:
        yield {
            "severity": told["severity"],
            "kind": told["kind"],
            "text": told["text"],
            "operation": Id.of(said["operation"]),
            "printed": said["printed"],
            "value": said["value"],
            "said_by": "; ".join(said["said_by"]) or None,
            "announced": said["announced"],
            "quote": said["quote"],
            "announcement": Id.of(said["announcement"]),
        }
