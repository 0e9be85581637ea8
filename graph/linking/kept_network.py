"""What was read of all things for one version of a graph, in a file beside the store, so that no start reads it again.

`STORE/network.json` holds what the default graph says of each thing (`parts.py`) and the nodes made of it. It is taken
over as from a network in memory: where the store was written since, what was touched is read anew, as `changes.jsonl`
tells. Where that is not known, and where the file is missing, damaged or made by other code, it is left alone and all
is read from the store. Each text stands in it once, and elsewhere by its number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

from crackdown import ontology
from crackdown.graph import dates
from crackdown.graph.figures import told as told_module
from crackdown.graph.figures.told import Persons, Told
from crackdown.graph.linking.collecting import without_collecting
from crackdown.graph.linking.parts import Part, Parts, ends_of
from crackdown.graph.linking.things import Name, Node
from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.view import View
from crackdown.ontology.base import BASE

NAME: Final = "network.json"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def keep(view: View, whole: Parts, nodes: Mapping[str, Node]) -> None:
    """Write what was read of a view, beside the store of which it is a snapshot; nothing where there is no room."""
    if view.store is None:
        return
    with suppress(OSError):
        write_durably(view.store / NAME, _iter_written(view.version, whole, nodes))


def _iter_written(version: str, whole: Parts, nodes: Mapping[str, Node]) -> Iterator[bytes]:
    """Yield the file row by row, the texts last: all of it as lists would take several times its own size of memory."""
    texts = _Texts()
    sections: dict[str, Iterator[object]] = {
        "parts": (_part_out(texts, iri, part) for iri, part in whole.parts.items()),
        "told": ([texts(iri), [_told_out(texts, one) for one in counts]] for iri, counts in whole.told.items()),
        "nodes": (_node_out(texts, node) for node in nodes.values()),
    }
    yield _compact({"made_by": made_by(), "base": BASE, "version": version}).removesuffix("}").encode()
    for name, rows in sections.items():
        yield f',"{name}":['.encode()
        for number, row in enumerate(rows):
            yield f"{',' * bool(number)}{_compact(row)}".encode()
        yield b"]"
    yield f',"texts":{_compact(texts.listed)}}}'.encode()


def _compact(value: object) -> str:
    return _ENCODER.encode(value)


def recall(view: View) -> tuple[str, Parts, dict[str, Node]] | None:
    """Return what is kept beside the store of a view: the version it was read of, and what was read.

    Returns:
        None where nothing is kept, or nothing that this code has written whole.
    """
    if view.store is None:
        return None
    try:
        with without_collecting():
            return _read(view.store / NAME)
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _read(file: Path) -> tuple[str, Parts, dict[str, Node]] | None:
    kept = json.loads(file.read_bytes())
    if (kept["made_by"], kept["base"]) != (made_by(), BASE):
        return None
    texts = kept["texts"]
    parts = dict(_part_in(texts, row) for row in kept["parts"])
    counts = {texts[iri]: [_told_in(texts, one) for one in told] for iri, told in kept["told"]}
    nodes = {node.id: node for node in (_node_in(texts, row) for row in kept["nodes"])}
    return kept["version"], Parts(parts, ends_of(parts), counts), nodes


@cache
def made_by() -> str:
    """Return a digest of the code on which it depends what is read, and what a node is made of."""
    rules = (Path(dates.__file__), Path(told_module.__file__))
    folders = (Path(__file__).parent, Path(ontology.__file__).parent)
    files = chain(rules, *(sorted(folder.glob("*.py")) for folder in folders))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


class _Texts:
    """Texts by their numbers; that there is none has one too."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {None: 0}

    def __call__(self, text: str | None) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def all(self, several: Iterable[str | None]) -> list[int]:
        return list(map(self, several))

    @property
    def listed(self) -> list[str | None]:
        return list(self._numbers)


def _several(texts: list[Any], numbers: Iterable[int]) -> list[Any]:
    return list(map(texts.__getitem__, numbers))


def _part_out(texts: _Texts, iri: str, part: Part) -> list[object]:
    names = [texts.all((name.text, name.language, name.property)) for name in part.names]
    traits = [[texts(property_), texts.all(values)] for property_, values in part.traits.items()]
    out = texts.all(chain.from_iterable(sorted(part.out)))
    return [*texts.all((iri, part.type)), names, traits, out]


def _part_in(texts: list[Any], row: list[Any]) -> tuple[str, Part]:
    iri, type_ = _several(texts, row[:2])
    names = [Name(*_several(texts, name)) for name in row[2]]
    traits = {texts[property_]: _several(texts, values) for property_, values in row[3]}
    ends = _several(texts, row[4])
    return iri, Part(type_, names, traits, frozenset(zip(ends[::2], ends[1::2], strict=True)))


def _told_out(texts: _Texts, told: Told) -> list[object]:
    words = texts.all((told.claim, told.announcement, told.printed, told.precision, told.capacity))
    return [*words, told.value, told.low, told.high, told.headline, texts.all(told.group)]


def _told_in(texts: list[Any], row: list[Any]) -> Told:
    claim, announcement, printed, precision, capacity = _several(texts, row[:5])
    value, low, high, headline, group = row[5:]
    return Told(
        claim, value, printed, low, high, precision, tuple(_several(texts, group)), announcement, headline, capacity
    )


def _node_out(texts: _Texts, node: Node) -> list[object]:
    words = (
        node.id, node.iri, node.type, node.label, node.detail, node.code, node.kind, node.from_, node.to, node.announced
    )  # fmt: skip
    persons = [node.persons.low, node.persons.high] if node.persons else None
    return [
        *texts.all(words), node.degree, persons, node.disputed, node.total, texts.all(node.countries),
        texts.all(node.offences),
    ]  # fmt: skip


def _node_in(texts: list[Any], row: list[Any]) -> Node:
    id_, iri, type_, label, detail, code, kind, from_, to, announced = _several(texts, row[:10])
    degree, persons, disputed, total, countries, offences = row[10:]
    return Node(
        id_, iri, type_, label, detail, degree, code, kind, from_, to, Persons(*persons) if persons else None,
        disputed, total, announced, tuple(_several(texts, countries)), tuple(_several(texts, offences)),
    )  # fmt: skip
