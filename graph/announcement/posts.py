"""Posts: which one a role means in an agency, and whether a name is no name but the post.

"Minister of Interior", "Interior Minister" and "Deputy Prime Minister and Minister of Interior" of one ministry are one
post, or hold it; "Deputy Minister" is another. Only posts that one person holds at a time count: a ministry has several
spokespersons and secretaries of state at once, so that nobody can be taken for the one meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from crackdown.graph.announcement.record import Agency, Official
from crackdown.ontology.labels import find_concept, names_of
from crackdown.ontology.terms import role

_HELD_BY_ONE: Final = frozenset(
    (role.head_of_government, role.minister, role.director_general, role.director, role.commissioner, role.ambassador,
     role.head_of_unit, role.governor, role.secretary_general, role.chair)
)  # fmt: skip
# Whoever acts for the holder holds the post meanwhile.
_ACTING: Final = re.compile(r"^(?:acting|interim|caretaker) ")
_EMPTY: Final = frozenset(("of", "for", "to", "in", "the", "and", "s"))


def is_unnamed(official: Official) -> bool:
    """Tell whether an official is known by the post alone: words of the text are the role, none are the name."""
    if not official.role or "name" in official.evidence or "role" not in official.evidence:
        return False
    name, told = official.name.casefold(), official.role.casefold()
    return told in name or name in told or bool(_words(name) & _words(told))


def is_post(name: str, *told: str | None) -> bool:
    """Tell whether a name says nothing but a post: all its words are those of the role and the agency.

    >>> is_post("Minister of Interior", "Minister", "Ministry of Interior"), is_post("Justice Sok Dara", "Justice")
    (True, False)
    """
    known = set().union(*(_words(words) for words in told if words))
    return bool(_words(name)) and _words(name) <= known


def posts_of(official: Official, agencies: Sequence[Agency]) -> list[tuple[str, str]]:
    """List the posts that an official is shown in: the agency's name, and the IRI of the role's concept.

    Args:
        official: with agency and role; without one of them, in no post.
        agencies: all that the record describes. A role that names the agency's parent ("Minister of Interior" of a
            department of that ministry) is a post of the parent.
    """
    if not official.agency or not official.role:
        return []
    known = {agency.name: agency for agency in agencies}
    own = known.get(official.agency, Agency(name=official.agency))
    homes = [own, known.get(own.parent, Agency(name=own.parent))] if own.parent else [own]
    parts = dict.fromkeys((official.role, *official.role.split(" and ")))
    found = (_post(part, homes) for part in parts)
    return list(dict.fromkeys(post for post in found if post))


def _post(told: str, homes: Iterable[Agency]) -> tuple[str, str] | None:
    """Find the post that a role means, where one person holds it and its words fit one of the agencies."""
    words = _ACTING.sub("", " ".join(told.casefold().replace("-", " ").split()))
    concept = find_concept("role", words)
    if concept not in _HELD_BY_ONE:
        return None
    names = [name for name in (_words(one) for one in names_of(concept)) if name and name <= _words(words)]
    if not names:
        return None
    more = _words(words) - min(names, key=len)  # "of Interior", of which ministry
    for home in homes:
        if more <= set().union(*(_words(name) for name in (home.name, *home.also))):
            return home.name, concept
        if concept != role.minister and _words(words) in names:  # a whole name of the role: "commissioner general"
            return home.name, concept
    return None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - _EMPTY
