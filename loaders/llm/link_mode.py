"""Link mode: numbered mentions in, operations as mention ids out.

Evidence is right by construction: whatever is picked was recognised in this text by the product's own parsers, and an
id that was never given out picks nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pydantic import Field

from crackdown.loaders.extraction.what.kinds import KINDS
from crackdown.loaders.llm import prompt
from crackdown.loaders.llm.answers import Answer, checked
from crackdown.loaders.llm.chat import Message
from crackdown.loaders.llm.chosen import SETS, Chosen
from crackdown.loaders.llm.recognised import Recognised, place_as_country

MAX_OPERATIONS = 40
_INSTRUCTIONS = """Use only the ids of the list of mentions. For each operation give its kind and the id of the word \
that says so (trigger); then the ids of: the number of people (persons), of women and men among them, the date it took \
place, the country it took place in (C or P), the country people were sent to (destination), airports, places, the \
agencies that carried it out, the partners that helped, the officials who led or ordered it, the offences, and the \
nationalities with their counts. null or an empty list where the announcement does not say."""
# The types of mentions that each slot takes.
_SINGLE = {
    "persons": "N", "women": "N", "men": "N", "date": "D", "country": "CP", "destination": "CP",
}  # fmt: skip
_SEVERAL = {"airports": "T", "places": "P", "agencies": "A", "partners": "A", "officials": "O", "offences": "F"}

_Ids = list[str]


class _Nationality(Answer):
    country: str
    count: str | None = None


class _Operation(Answer):
    kind: str
    trigger: str | None = None
    persons: str | None = None
    women: str | None = None
    men: str | None = None
    date: str | None = None
    country: str | None = None
    destination: str | None = None
    airports: _Ids = Field(default_factory=list, max_length=40)
    places: _Ids = Field(default_factory=list, max_length=40)
    agencies: _Ids = Field(default_factory=list, max_length=40)
    partners: _Ids = Field(default_factory=list, max_length=40)
    officials: _Ids = Field(default_factory=list, max_length=40)
    offences: _Ids = Field(default_factory=list, max_length=40)
    nationalities: list[_Nationality] = Field(default_factory=list, max_length=100)


class _Operations(Answer):
    operations: list[_Operation] = Field(max_length=MAX_OPERATIONS)


class LinkQuestion:
    """The question for one text, and how its answer is read."""

    def __init__(self, text: str, found: Iterable[Recognised]) -> None:
        self._ids = prompt.numbered(found)
        self.messages: list[Message] = prompt.messages(_INSTRUCTIONS, text, prompt.listed(self._ids, text), KINDS)
        self.schema = self._schema()

    def read(self, answer: dict[str, Any], dropped: Counter[str]) -> list[Chosen]:
        """Turn an answer into picks.

        Raises:
            ModelAnswerInvalid: it has another shape than was asked for.
        """
        return [self._chosen(operation, dropped) for operation in checked(_Operations, answer).operations]

    def _chosen(self, told: _Operation, dropped: Counter[str]) -> Chosen:
        chosen = Chosen(told.kind, self._pick(told.trigger, "K", dropped))
        for slot, letters in _SINGLE.items():
            chosen.single[slot] = self._pick(getattr(told, slot), letters, dropped)
        for slot in SETS:
            picks = [self._pick(id_, _SEVERAL[slot], dropped) for id_ in getattr(told, slot)]
            chosen.several[slot] = [pick for pick in picks if pick is not None]
        for nationality in told.nationalities:
            country = self._pick(nationality.country, "C", dropped)
            if country is not None:
                chosen.nationalities.append((country, self._pick(nationality.count, "N", dropped)))
        chosen.people_are_lost = told.persons is not None and chosen.single["persons"] is None
        return chosen

    def _pick(self, id_: str | None, letters: str, dropped: Counter[str]) -> Recognised | None:
        """Give what an id stands for, where it is of a type that fits."""
        if id_ is None:
            return None
        found = self._ids.get(id_) if id_[:1] in letters else None
        if found is None:
            dropped["id that was not given"] += 1
            return None
        return place_as_country(found) if found.type == "place" and "C" in letters else found

    def _schema(self) -> dict[str, Any]:
        properties: dict[str, Any] = {"kind": {"type": "string", "enum": list(KINDS)}, "trigger": self._one("K")}
        properties |= {slot: self._one(letters) for slot, letters in _SINGLE.items()}
        properties |= {slot: _several(self._some(letters)) for slot, letters in _SEVERAL.items()}
        nationality = _object({"country": self._some("C"), "count": self._one("N")})
        properties["nationalities"] = _several(nationality)
        return _object({"operations": _several(_object(properties))})

    def _ids_of(self, letters: str) -> list[str]:
        return [id_ for id_ in self._ids if id_[0] in letters]

    def _some(self, letters: str) -> dict[str, Any]:
        ids = self._ids_of(letters)
        return {"type": "string", "enum": ids} if ids else {"type": "string"}  # an empty enum is no schema

    def _one(self, letters: str) -> dict[str, Any]:
        ids = self._ids_of(letters)
        return {"type": ["string", "null"], "enum": [*ids, None]} if ids else {"type": "null"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def _several(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
