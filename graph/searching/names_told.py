"""Where the name that was found stands: its language, and the first announcement whose words give it.

An announcement may give a further name without words that are marked; other names come from the reference lists, or are
an announcement's title or made up, as an operation's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import Name, to_id
from crackdown.graph.searching.search import Hit
from crackdown.graph.showing.wording import Reference, reference
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term, iri, literal
from crackdown.ontology.terms import dcterms, schema


@dataclass(frozen=True, slots=True)
class Standing:
    """The words of an announcement that give a name; offsets count code points."""

    announcement: str
    announcement_label: str
    published: str | None
    language: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameTold:
    """A name's language, where that is told, where it stands, or else which announcement gives it."""

    language: str | None
    standing: Standing | None
    given_by: Reference | None


def names_told(view: View, network: Network, hits: Iterable[Hit]) -> list[NameTold]:
    """Tell of the name of each hit where it stands; a hub is named ten thousand times, of which a few are looked at."""
    return [_told(view, network, hit, _read(view, hit)) for hit in hits]


def _read(view: View, hit: Hit) -> list[dict[str, Term]]:
    if hit.how in {"code", "happened", "announced"}:  # no name of theirs
        return []
    thing = iri(hit.node.iri)
    quoted = view.select(load("name_quoted"), thing=thing, quote=literal(hit.matched))
    return quoted or view.select(load("name_claims"), thing=thing)


def _told(view: View, network: Network, hit: Hit, rows: list[dict[str, Term]]) -> NameTold:
    names = [name for name in network.things.names.get(hit.node.iri, ()) if name.text == hit.matched]
    languages = {name.language for name in names if name.language}
    language = min(languages, key=lambda one: (one != "en", one), default=None)
    # A name claimed in English may stand in Khmer words: then the Khmer spelling stands there too.
    giving = [row for row in rows if hit.matched == str(row["name"]) or hit.matched in str(row["quote"])]
    standings = [_standing(network, row) for row in giving]
    best = min(standings, key=lambda one: _order(hit.matched, one), default=None)
    return NameTold(language, best, None if best else _given_by(view, network, hit, names))


def _given_by(view: View, network: Network, hit: Hit, names: Iterable[Name]) -> Reference | None:
    """Return an announcement that gives a name without marked words."""
    if hit.node.type == "announcement":
        return None
    given = [
        str(row["given"])
        for name in names
        for row in view.select(
            load("name_given"), thing=iri(hit.node.iri), name=literal(name.text, language=name.language)
        )
    ]
    nodes = [network.nodes[to_id(one)] for one in sorted(given) if to_id(one) in network.nodes]
    return next((reference(network, node.id) for node in nodes if node.type == "announcement"), None)


def _order(name: str, one: Standing) -> tuple[bool, bool, str, str, int]:
    """Put words that are the name before those that hold it, and both before a translation; then by their day."""
    return one.quote != name, name not in one.quote, one.published or "9999", one.announcement, one.start


def _standing(network: Network, row: dict[str, Term]) -> Standing:
    announcement, trait = str(row["announcement"]), network.things.trait
    return Standing(
        announcement=to_id(announcement),
        announcement_label=reference(network, announcement).label,
        published=trait(announcement, dcterms.issued),
        language=trait(announcement, schema.inLanguage),
        quote=str(row["quote"]),
        start=int(str(row["start"])),
        end=int(str(row["end"])),
    )
