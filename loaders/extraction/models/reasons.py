"""Why facts were accepted: the recogniser that saw the words, or the model and the features that it weighed.

A reason is noted where the fact is, by the code that accepts it, and holds the very features that were weighed. A model
is shown by what each feature adds to its sum, in log odds (https://en.wikipedia.org/wiki/Logit).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crackdown.graph.announcement.record import Evidence, Record
from crackdown.loaders.extraction.models.linear import Probability, contributions


@dataclass(slots=True, unsafe_hash=True)  # never changed; a frozen one takes thrice as long to make
class Reason:
    """Why one fact was accepted.

    Attributes:
        how: what saw it or chose it, in words.
        sure: the model's own probability; None where a recogniser alone decided.
        needed: the probability from which it is accepted.
        carried: the probability by which it was chosen, once it is weighed how surely the operation told before has it.
        required: a rule accepted it whatever the model thinks.
        figure: the confidence that the reader gave, before that was calibrated.
    """

    how: str
    sure: Probability | None = None
    needed: float | None = None
    carried: float | None = None
    required: bool = False
    figure: float | None = None

    def features(self, most: int) -> list[tuple[str, float]]:
        """Give the features that weighed most for or against, with their weights in log odds; none weighs nought."""
        if self.sure is None:
            return []
        return [(feature, weight) for feature, weight in contributions(self.sure) if weight][:most]


# What the recogniser of each sort of agency goes by, after `AgencyFound.source`.
AGENCY = {
    "known": Reason("the gazetteer of agencies lists these words"),
    "embassy": Reason("pattern of embassies: a word for an embassy with a country's name"),
    "service": Reason("pattern of services: a country or place with a word for its police, immigration or army"),
    "named": Reason("pattern of names: words around a head noun such as ministry or bureau"),
    "minister": Reason("a minister's title names the ministry"),
}
KNOWN_AIRPORT = Reason("the list of airports knows this name")
UNKNOWN_AIRPORT = Reason("pattern of airports: a name beside a word for airport, which no list knows")
COUNTRY = Reason("the country's names and demonyms hold this word")
PLACE = Reason("the gazetteer's place stands in the operation's sentence and lies in its country")
PUBLISHED = Reason("model of the date of publication: where in the text and in its line a day stands")
OFFICIAL = Reason("a name with a rank, a role or a form of address right beside it")
TITLE = Reason("the lexicon of ranks and roles, in the titles beside the name")
TITLES_AGENCY = Reason("the titles beside the name hold the agency, or it stands right beside them")
OWN_SEX = Reason("the operation's own number counts women or men")
SEX = Reason("a count of women or men that follows the operation's number closely and is no bigger")
OWN_NATIONALITY = Reason("the operation's own number counts people of one nationality")
NATIONALITY = Reason("a count of one nationality that follows the operation's number and is smaller")
LISTED = Reason("stands in one list with a nationality that was accepted")
PLAINLY = Reason("the text opens with these words, with who did it and when, and nothing else was read from it")
IMPOSED = Reason("the sentence lists the country among those that imposed sanctions")
WHOSE = Reason("what else was done to the people of the operation beside it, whose number these words are")
PART = Reason("the operations that this one sums up have it in common")


class Reasons:
    """The reasons of one text's facts, by the evidence itself: two facts may rest on the same words."""

    def __init__(self) -> None:
        self._by_evidence: dict[int, tuple[Evidence, Reason, float]] = {}  # the figure is the one before calibration

    def note(self, evidence: Evidence, reason: Reason) -> Evidence:
        """Keep why a fact was accepted, and how surely the reader took it; give the evidence back."""
        self._by_evidence[id(evidence)] = evidence, reason, evidence.confidence
        return evidence

    def of(self, evidence: Evidence) -> Reason | None:
        """Give the reason of a piece of evidence, None where nobody noted one."""
        found = self._by_evidence.get(id(evidence))
        return found[1] if found else None

    def by_path(self, record: Record) -> dict[str, Reason]:
        """Give the reasons by the paths of the record's evidence (`Record.iter_evidence`)."""
        found = ((path, self._by_evidence.get(id(evidence))) for path, evidence in record.iter_evidence())
        return {path: replace(noted[1], figure=noted[2]) for path, noted in found if noted}
