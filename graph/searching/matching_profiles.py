"""The profiles that matching compares: of what is asked for, and of a thing as the network knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from crackdown.graph.identity.form import FormProfile, Label
from crackdown.graph.identity.names import normalise_name
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import Node
from crackdown.graph.searching.search import best_names
from crackdown.ontology.terms import crk, org

_CLASSES: Final = {
    "official": crk.Official,
    "agency": crk.Agency,
    "airport": crk.Airport,
    "place": crk.Place,
}


def asked_profile(
    name: str, type_: str, country: str | None, *, agency: str | None = None, post: str | None = None
) -> FormProfile:
    """Make the profile of what is asked for; `type_` is the IRI of a class."""
    return FormProfile(
        type_,
        country,
        labels=Counter({Label(name, ""): 1}),
        names=_counted([name]),
        roles=_counted([post] if post else []),
        agencies=_counted([agency] if agency else []),
    )


def profile_of_node(network: Network, node: Node) -> FormProfile:
    """Make the profile of a thing of the network: all its names, its country, the posts and agencies of an official."""
    names = [node.label, *(name.text for name in network.things.names.get(node.iri, ()))]
    agencies = [other for relation in (crk.servesIn,) for other in network.targets(node.id, relation)]
    posts = network.targets(node.id, crk.holdsPost)
    return FormProfile(
        _CLASSES[node.type],
        country_of_node(network, node),
        labels=Counter({Label(name, ""): 1 for name in names}),
        names=_counted(names),
        roles=_counted(post.label.partition(", ")[0] for post in posts),
        agencies=_counted(name for agency in agencies for name in _names(network, agency)),
    )


def country_of_node(network: Network, node: Node) -> str | None:
    """Tell the code of the country that a thing acts for or stands in; of an official, that of the agency."""
    for other in (node, *network.targets(node.id, crk.servesIn), *_bodies(network, node)):
        for relation in (crk.country, crk.inCountry):
            codes = [found.code for found in network.targets(other.id, relation) if found.code]
            if codes:
                return codes[0]
    return None


def country_code(network: Network, given: str | None) -> str | None:
    """Read a country: its code, its IRI, or its name in any language; None where it is none, or several."""
    if not given or not given.strip():
        return None
    text = given.strip()
    code = text.rpartition("/")[2].upper()
    if f"country/{code}" in network.nodes:
        return code
    called = [node for node in best_names(network, text)[0] if node.type == "country"]
    return called[0].code if len(called) == 1 else None


def _bodies(network: Network, node: Node) -> list[Node]:
    return [body for post in network.targets(node.id, crk.holdsPost) for body in network.targets(post.id, org.postIn)]


def _names(network: Network, node: Node) -> list[str]:
    return [node.label, *(name.text for name in network.things.names.get(node.iri, ()))]


def _counted(names: Iterable[str]) -> Counter[str]:
    return Counter({normal: 1 for name in names if (normal := normalise_name(name))})
