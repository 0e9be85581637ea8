"""An agency of a text, with every place that names it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class AgencyFound:
    """An agency of the text with every place that names it (spans of the normalised text)."""

    name: str
    kind: str
    country: str | None = None
    parent: str | None = None
    accredited_to: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    echoes: list[tuple[int, int]] = field(default_factory=list)  # "the police" where it is clear whose
    sure: float = 0.9
    source: str = "named"  # as of `Found`; known: the gazetteer has it; minister: only a minister's title names it
    announces: float = 0.0  # how surely it is the text's source
    origin: int | None = None  # in a part of a text: the identity of the text's own
    of_accused: list[tuple[int, int]] = field(default_factory=list)  # where it is whose officer somebody arrested is
    is_assumed: bool = False  # whether its country is that of the announcement, for want of another

    @property
    def is_of_accused(self) -> bool:
        """Tell whether the text names it only as the body of somebody to whom it was done."""
        return bool(self.of_accused) and set(self.spans) <= set(self.of_accused)

    @property
    def first(self) -> int:
        """Where the text names it first."""
        return min(self.spans)[0]
