"""The shape of a language's files, measured against the languages that are read: keys, sorts of values, concepts.

No schema is written down: English says what must be there, and all languages together what may be.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache
from typing import Any

from crackdown.loaders.checking.bodies import check_bodies
from crackdown.loaders.checking.files import LanguageFile, Place, Problem
from crackdown.loaders.extraction.text.data import load_yaml, packaged_languages
from crackdown.loaders.extraction.where.country_names import cldr_names

_MODEL = "en"
# The values of these are the field's own words, the same in every language; a folder may add no value of its own.
_CLOSED = (("lexicon", "kinds"), ("lexicon", "offences"), ("lexicon", "hedges"), ("lexicon", "relations"))
_FEW = 5  # examples
_SPACED = {"number", "joiners", "opening_scales"}  # of whose words a space is a part, as it is of those of `scales`


def check_schema(code: str, files: dict[str, LanguageFile]) -> Iterator[Problem]:
    """Yield keys that are missing, unknown or hold something else than in the languages that are read."""
    for name, file in files.items():
        if name == "examples":
            yield from _check_examples(file)
        elif name == "bodies":
            yield from check_bodies(file)
        elif isinstance(file.value, dict):
            yield from _check_keys(name, file)
            yield from _check_empty_words(file)
        else:
            yield file.problem((), "the file must map keys to values")
    lexicon = files.get("lexicon")
    if lexicon and isinstance(lexicon.value, dict) and lexicon.value.get("language") != code:
        told = lexicon.value.get("language")
        yield lexicon.problem(("language",), f"language is {told!r}, the folder is named {code!r}; make them agree")
    if "countries" in files and isinstance(files["countries"].value, dict):
        yield from _check_countries(files["countries"])


def _check_keys(name: str, file: LanguageFile) -> Iterator[Problem]:
    model, known = load_yaml("languages", _MODEL, f"{name}.yaml"), _known_shapes(name)
    for key in _required(name) - set(file.value):
        yield file.problem((), f"{key!r} is missing; languages/{_MODEL}/{name}.yaml has {_begin(model.get(key))}")
    for key, value in file.value.items():
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"; do you mean {near[0]!r}?" if near else f"; known are {', '.join(sorted(known))}"
            yield file.problem((str(key),), f"unknown key {key!r}{hint}")
        elif _shape(value) not in {"nothing", *known[key]}:
            yield file.problem(
                (str(key),), f"{key!r} holds {_shape(value)}; it takes {' or '.join(sorted(known[key]))}"
            )
    for where, key in _CLOSED:
        if where == name and isinstance(file.value.get(key), dict):
            yield from _check_values(file, key, set(model[key]))


def _check_values(file: LanguageFile, key: str, wanted: set[str]) -> Iterator[Problem]:
    for value in sorted(wanted - set(file.value[key])):
        yield file.problem(
            (key,), f"{key} lacks {value!r}, which English has; give its words, or [] where there are none"
        )
    for value in sorted(set(file.value[key]) - wanted):
        yield file.problem((key, value), f"{key} has no value {value!r}; the values are {', '.join(sorted(wanted))}")
    for value in sorted(wanted & set(file.value[key])):
        if not file.value[key][value]:
            yield file.problem((key, value), f"{key}/{value} has no words yet", is_error=False)


def _check_empty_words(file: LanguageFile) -> Iterator[Problem]:
    for place, value in _leaves((), file.value):
        is_word = file.path.stem in {"lexicon", "numbers"} and place[0] not in _SPACED
        if value is None:
            yield file.problem(
                place, "an empty value; write the word, in quotes where YAML takes it for nothing (null, ~)"
            )
        elif isinstance(value, str) and is_word and value != value.strip():
            yield file.problem(place, f"{value!r} begins or ends with a space and is never found; take the space away")


def _check_countries(file: LanguageFile) -> Iterator[Problem]:
    for key in ("names", "demonyms", "places"):
        for country in file.value.get(key) or {}:
            if country not in cldr_names("en"):
                yield file.problem((key, str(country)), f"{country!r} is no country's code (ISO 3166-1, two capitals)")


def _check_examples(file: LanguageFile) -> Iterator[Problem]:
    if not isinstance(file.value, list):
        yield file.problem((), "examples.yaml must be a list of {text, facts}")
        return
    for position, example in enumerate(file.value):
        if not isinstance(example, dict) or set(example) != {"text", "facts"} or not isinstance(example["facts"], dict):
            yield file.problem((position,), "an example has exactly a text and the facts that reading it must find")
    if len(file.value) < _FEW:
        yield file.problem((), f"{len(file.value)} examples; write {_FEW} at the least", is_error=False)


@cache
def _known_shapes(name: str) -> dict[str, set[str]]:
    """Give the keys of a file in all languages of the package, each with the sorts of values it has there."""
    shapes: dict[str, set[str]] = {}
    for code in packaged_languages():
        for key, value in load_yaml("languages", code, f"{name}.yaml").items():
            shapes.setdefault(str(key), set()).add(_shape(value))
    return {key: (found - {"nothing"}) or found for key, found in shapes.items()}


@cache
def _required(name: str) -> frozenset[str]:
    """Give the keys that every language of the package has."""
    return frozenset.intersection(
        *(frozenset(load_yaml("languages", code, f"{name}.yaml")) for code in packaged_languages())
    )


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        inner = {_shape(item) for item in value.values()} - {"nothing"}
        return f"a map to {' and '.join(sorted(inner))}" if inner else "nothing"
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "a list of maps"
    if isinstance(value, list):
        inner = {_shape(item) for item in value}
        return f"a list of {' and '.join(sorted(inner - {'a number'} or inner))}" if inner else "nothing"
    return "a number" if isinstance(value, int) else "a text"


def _begin(value: Any) -> str:
    written = str(value)
    return written if len(written) <= 60 else f"{written[:57]}…"


def _leaves(place: Place, value: Any) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves((*place, str(key)), item)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _leaves((*place, position), item)
    else:
        yield place, value
