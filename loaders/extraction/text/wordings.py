"""The places where a text states a value of an operation, in whatever words.

A country is stated by its name, by a town in it, by its police; where people were sent also by words for going home.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.what.candidates import Span, value_key, whole_names
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.kinds import FITTING
from crackdown.loaders.extraction.where.country_mentions import country_mentions
from crackdown.loaders.extraction.who.agency_found import AgencyFound

# Kinds of sending people away whose words texts use for one another: "repatriou compulsivamente".
_SENDING = {"deportation": {"repatriation", "extradition"}, "repatriation": {"deportation"}, "sanction": {"seizure"}}
_HOMEWARD = {"repatriation", "return"}  # words that say that people were brought to their own country


@dataclass(slots=True, unsafe_hash=True)  # never changed; a frozen one takes thrice as long to make
class Wording:
    """One place where the text states a value, and how: a country by name, by a town; a body at length or in short."""

    start: int
    end: int
    how: str
    at: int = 0  # where in the lexicon's list its word stands: the plainest come first

    @property
    def span(self) -> Span:
        """Where it stands in the normalised text."""
        return self.start, self.end


def wordings_of(analysis: Analysis, draft: Draft, slot: str, value: object) -> list[Wording]:
    """Give the places where a text states a value of an operation, in the order of the text."""
    own = draft.nationalities if slot == "destination" else set()
    goes_home = slot == "destination" and value in own | {analysis.home}
    key = wordings_of, slot, value_key(value), goes_home
    if key not in analysis.remembered:
        ordered = sorted(
            set(_wordings(analysis, slot, value, goes_home=goes_home)), key=lambda wording: (wording.span, wording.how)
        )
        analysis.remembered[key] = [one for one in ordered if not any(_is_inside(one, other) for other in ordered)]
    found: list[Wording] = analysis.remembered[key]
    return found


def _is_inside(one: Wording, other: Wording) -> bool:
    return one.how == other.how and other.start <= one.start and one.end <= other.end and one is not other


def _wordings(analysis: Analysis, slot: str, value: object, *, goes_home: bool) -> Iterator[Wording]:
    """Give the places that state a value; of a destination, words for going home too where that is home."""
    if slot == "kind":
        yield from _actions(analysis, {str(value), *FITTING.get(str(value), ()), *_SENDING.get(str(value), ())})
    elif slot == "country":
        yield from _countries(analysis, str(value))
    elif slot == "destination":
        yield from _countries(analysis, str(value))
        if goes_home:
            yield from _actions(analysis, _HOMEWARD)
    elif slot == "nationality":
        for mention in analysis.of_type("country"):
            if mention.value == value:
                yield _worded(mention, "demonym" if mention.data["demonym"] else "name")
    elif slot == "offence":
        yield from (_worded(m, "word") for m in analysis.of_type("offence") if m.value == value)
    elif isinstance(value, AgencyFound):
        yield from names_of(value)


def names_of(agency: AgencyFound) -> Iterator[Wording]:
    """Give the places that name a body: at length, in short, or by a plain word where it is clear whose."""
    whole = set(whole_names(agency.spans))
    for span in agency.spans:
        yield Wording(*span, "whole" if span in whole else "short")
    yield from (Wording(*span, "echo") for span in agency.echoes)


def _actions(analysis: Analysis, kinds: set[str]) -> Iterator[Wording]:
    yield from (_worded(m, f"word:{m.value}") for m in analysis.of_type("kind") if m.value in kinds)


def _countries(analysis: Analysis, code: str) -> Iterator[Wording]:
    yield from (Wording(*span, how) for span, how in country_mentions(analysis).get(code, ()))


def _worded(mention: Mention, how: str) -> Wording:
    return Wording(mention.start, mention.end, how, mention.data.get("at", 0))
