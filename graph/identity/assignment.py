"""An IRI for each thing a record speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field

from crackdown.graph.identity.form import Label


@dataclass
class Assignment:
    """The IRIs of a record's things by the names the record uses, and the labels they go by."""

    announcement: str
    agencies: dict[str, str] = field(default_factory=dict)
    officials: dict[str, str] = field(default_factory=dict)
    airports: dict[str, str] = field(default_factory=dict)  # by IATA code and by name
    places: dict[str, str] = field(default_factory=dict)
    operations: list[str] = field(default_factory=list)
    labels: dict[str, Label] = field(default_factory=dict)  # by IRI
