"""Open mode: the model may add facts, and each brings the words that state it.

A fact is dropped unless its quote stands in the text word for word and the product's own readers find that very value
in the quote. What is stored is their reading and their span, never the model's wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, get_args

from pydantic import Field

from crackdown.graph.announcement.record import Agency, Offence
from crackdown.loaders.extraction.what.kinds import KINDS
from crackdown.loaders.llm import prompt
from crackdown.loaders.llm.answers import Answer, checked
from crackdown.loaders.llm.chat import Message
from crackdown.loaders.llm.chosen import Chosen
from crackdown.loaders.llm.quotes import Quotes, Things, first
from crackdown.loaders.llm.recognised import Recognised, Span, place_as_country

MAX_OPERATIONS = 40
_INSTRUCTIONS = """Every fact is a value with a quote: the shortest words of the announcement that state it, copied \
character for character, never translated. For each operation give: its kind, quoting the word that \
says so; the number of people (persons), of women and of men among them; the date as YYYY-MM-DD, or \
YYYY-MM-DD/YYYY-MM-DD for a span; the country it took place in and the country people were sent to \
(destination), as ISO 3166-1 codes of two letters; the airports as IATA codes; the offences \
({offences}); the nationalities as country codes with their number of people; and quotes alone for \
the agencies that carried it out, the partners that helped, and the officials who led or ordered it, \
with their rank or role. null or an empty list where the announcement does not say."""
_OFFENCES: tuple[str, ...] = get_args(Offence)
_NAMED = {"airports": "airport", "agencies": "agency", "partners": "agency", "officials": "official"}
_COUNTED, _WORDED = ("persons", "women", "men"), ("date", "country", "destination")


class _Number(Answer):
    value: int
    quote: str


class _Word(Answer):
    value: str
    quote: str


class _Quote(Answer):
    quote: str


class _Nationality(Answer):
    value: str
    persons: int | None = None
    quote: str


class _Operation(Answer):
    kind: _Word
    persons: _Number | None = None
    women: _Number | None = None
    men: _Number | None = None
    date: _Word | None = None
    country: _Word | None = None
    destination: _Word | None = None
    airports: list[_Word] = Field(default_factory=list, max_length=40)
    offences: list[_Word] = Field(default_factory=list, max_length=40)
    agencies: list[_Quote] = Field(default_factory=list, max_length=40)
    partners: list[_Quote] = Field(default_factory=list, max_length=40)
    officials: list[_Quote] = Field(default_factory=list, max_length=40)
    nationalities: list[_Nationality] = Field(default_factory=list, max_length=100)


class _Operations(Answer):
    operations: list[_Operation] = Field(max_length=MAX_OPERATIONS)


class OpenQuestion:
    """The question for one text, and how its answer is read."""

    def __init__(self, text: str, quotes: Quotes) -> None:
        self._quotes = quotes
        instructions = _INSTRUCTIONS.format(offences=", ".join(_OFFENCES))
        self.messages: list[Message] = prompt.messages(instructions, text, "", KINDS)
        self.schema = _schema()
        self.things: Things = {}

    def read(self, answer: dict[str, Any], dropped: Counter[str]) -> list[Chosen]:
        """Turn an answer into picks; what the quotes alone say of bodies, people and airports is kept in `things`.

        Raises:
            ModelAnswerInvalid: it has another shape than was asked for.
        """
        return [self._chosen(operation, dropped) for operation in checked(_Operations, answer).operations]

    def _chosen(self, told: _Operation, dropped: Counter[str]) -> Chosen:
        trigger = self._pick(told.kind.quote, None, "kind", lambda one: told.kind.value in one.value, dropped)
        chosen = Chosen(told.kind.value, trigger)
        anchor = trigger.spans[0] if trigger else None
        for slot in _COUNTED:
            number: _Number | None = getattr(told, slot)
            if number:
                chosen.single[slot] = self._valued("count", number.value, number.quote, anchor, dropped)
        for slot in _WORDED:
            word: _Word | None = getattr(told, slot)
            if word:
                read = self._date if slot == "date" else self._country
                chosen.single[slot] = read(word.value, word.quote, anchor, dropped)
        offences = [self._valued("offence", one.value, one.quote, anchor, dropped) for one in told.offences]
        chosen.several["offences"] = [pick for pick in offences if pick]
        for slot, type_ in _NAMED.items():
            named = [
                self._named(type_, getattr(one, "value", None), one.quote, anchor, dropped)
                for one in getattr(told, slot)
            ]
            chosen.several[slot] = [pick for pick in named if pick]
        for nationality in told.nationalities:
            country = self._country(nationality.value, nationality.quote, anchor, dropped)
            if country:
                count = nationality.persons
                counted = (
                    self._valued("count", count, nationality.quote, anchor, dropped) if count is not None else None
                )
                chosen.nationalities.append((country, counted))
        chosen.people_are_lost = told.persons is not None and chosen.single["persons"] is None
        return chosen

    def _valued(
        self, type_: str, value: object, quote: str, anchor: Span | None, dropped: Counter[str]
    ) -> Recognised | None:
        return self._pick(quote, anchor, type_, lambda one: one.value == value, dropped)

    def _date(self, value: str, quote: str, anchor: Span | None, dropped: Counter[str]) -> Recognised | None:
        start, slash, end = value.partition("/")
        return self._valued("date", {"from": start, "to": end} if slash else start, quote, anchor, dropped)

    def _country(self, value: str, quote: str, anchor: Span | None, dropped: Counter[str]) -> Recognised | None:
        def names(one: Recognised) -> bool:
            return value == (one.value if one.type == "country" else one.country)

        found = self._pick(quote, anchor, ("country", "place"), names, dropped)
        return place_as_country(found) if found and found.type == "place" else found

    def _named(
        self, type_: str, value: str | None, quote: str, anchor: Span | None, dropped: Counter[str]
    ) -> Recognised | None:
        """Give the body, person or airport that a quote names, known from the whole text or from the quote alone."""
        found = self._pick(quote, anchor, type_, lambda one: value in {None, one.value}, dropped)
        span = self._quotes.locate(quote, anchor)
        if found is None or span is None or self._quotes.knows(found):
            return found
        thing = self._quotes.passage(span).things.get((type_, found.value))
        # A body without a country would be anybody's: the quote alone does not tell whose it is.
        if thing is None or (isinstance(thing, Agency) and thing.country is None):
            dropped["name that the text leaves open"] += 1
            return None
        self.things[type_, found.value] = thing
        return found

    def _pick(
        self, quote: str, anchor: Span | None, types: str | tuple[str, ...], fits: Callable[[Recognised], bool],
        dropped: Counter[str],
    ) -> Recognised | None:  # fmt: skip
        types = (types,) if isinstance(types, str) else types
        span = self._quotes.locate(quote, anchor)
        if span is None:
            dropped["quote that does not stand in the text"] += 1
            return None
        found = first(self._quotes.passage(span).found, types, fits)
        if found is None:
            dropped["value that its quote does not state"] += 1
        return found


def _schema() -> dict[str, Any]:
    text, number = {"type": "string"}, {"type": "integer"}
    word, amount, quote = (_object(value=text, quote=text), _object(value=number, quote=text), _object(quote=text))
    properties: dict[str, Any] = {
        "kind": _object(value={"type": "string", "enum": list(KINDS)}, quote=text),
        **{slot: {"anyOf": [amount, {"type": "null"}]} for slot in _COUNTED},
        **{slot: {"anyOf": [word, {"type": "null"}]} for slot in _WORDED},
        "airports": _several(word),
        "offences": _several(_object(value={"type": "string", "enum": list(_OFFENCES)}, quote=text)),
        **{slot: _several(quote) for slot in ("agencies", "partners", "officials")},
        "nationalities": _several(_object(value=text, persons={"type": ["integer", "null"]}, quote=text)),
    }
    return _object(operations=_several(_object(**properties)))


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def _several(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
