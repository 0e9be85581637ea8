"""How long a search takes among many things: names made of the words of real ones, in the scripts they are written in.

`python -m tests.benchmarks.searching` measures; with a number as argument among so many things. No peer: what is
measured is whether an answer comes before the reader notices (50 ms).
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final

from anyascii import anyascii

from crackdown.graph.linking.network import Network
from crackdown.graph.linking.reads import Listed
from crackdown.graph.linking.things import Name, Things
from crackdown.graph.searching.search import find_in
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.ontology.base import BASE
from crackdown.ontology.terms import crk, rdfs, skos

SIZE: Final = 100_000
_ASKED: Final = 60  # of each way of asking
_SHARES: Final = {crk.Official: 0.45, crk.Agency: 0.15, crk.Place: 0.1, crk.Operation: 0.15, crk.Announcement: 0.15}
_KEYS: Final = {crk.Official: "officials", crk.Agency: "agencies", crk.Place: "places"}


def make_network(size: int, *, seed: int = 1) -> Network:
    """Make a network of that many things, each with one name or two, of which a third are in no Latin letters."""
    chance, words = random.Random(seed), _words()
    types: dict[str, str] = {}
    called: dict[str, list[Name]] = {}
    kinds, weights = list(_SHARES), list(_SHARES.values())
    for number in range(size):
        type_ = chance.choices(kinds, weights)[0]
        iri = f"{BASE}{type_.rsplit('#', 1)[-1].lower()}/{number}"
        types[iri] = type_.rsplit("#", 1)[-1].lower()
        names = [_name(type_, words, chance) for _ in range(chance.choice((1, 1, 2)))]
        called[iri] = [
            Name(text, language, skos.altLabel if place else rdfs.label) for place, (text, language) in enumerate(names)
        ]
    return Network(Listed(Things(types, called)))


def _words() -> dict[tuple[str, str], list[str]]:
    """Gather the words of real names by type and language."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted(ANNOUNCEMENTS.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        for type_, key in _KEYS.items():
            for one in record.get(key, ()):
                names = [one] if isinstance(one, str) else [one["name"], *one.get("also", ())]
                for name in names:
                    language = record["language"] if not name.isascii() else "en"
                    found.setdefault((type_, language), set()).update(_parts(name))
    return {key: sorted(words) for key, words in found.items() if len(words) > 3}


def _parts(name: str) -> Iterator[str]:
    """Give a name's words; of a script that has no spaces, pieces as long as a word."""
    for word in name.split():
        size = 2 if "\u4e00" <= word[0] <= "\u9fff" else 6
        yield from (word[at : at + size] for at in range(0, len(word), size)) if not word.isascii() else (word,)


def _name(type_: str, words: dict[tuple[str, str], list[str]], chance: random.Random) -> tuple[str, str]:
    if type_ == crk.Operation:
        return f"{chance.choice(('Deportation', 'Arrest', 'Rescue', 'Raid'))} of {chance.randint(2, 900)}", "en"
    wanted = type_ if type_ in _KEYS else crk.Agency
    language = chance.choice([key for key in words if key[0] == wanted]) if chance.random() < 0.35 else (wanted, "en")
    length = {crk.Official: 2, crk.Place: 1}.get(type_, chance.randint(4, 9))
    chosen = [chance.choice(words[language]) for _ in range(length)]
    # A word of their own: real names are more various than their few hundred words.
    chosen.append(
        "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3)))).capitalize()
        if language[1] == "en"
        else ""
    )
    return (" " if language[1] not in ("zh", "zh-hant", "ja", "km", "th", "lo", "my") else "").join(
        chosen
    ).strip(), language[1]


def questions(network: Network, *, seed: int = 2) -> dict[str, list[str]]:
    """Give texts to search for, by the way of asking: whole names, their beginnings, with typos, in another script."""
    chance = random.Random(seed)
    names = [name for told in network.things.names.values() for name in told]
    latin = [name.text for name in names if name.text.isascii()]
    other = [name.text for name in names if not name.text.isascii()]
    some = chance.sample(latin, _ASKED)
    return {
        "a whole name": some,
        "as one types": [text[:size] for text in some[:20] for size in (1, 2, 3, 5, 8)],
        "a typo or two": [_mistyped(text, chance) for text in some],
        "Latin letters for another script": [anyascii(text)[:24] for text in chance.sample(other, _ASKED)],
        "another script": chance.sample(other, _ASKED),
        "a common word": [
            "police",
            "immigration",
            "department of",
            "deportation",
            "an",
            "cambodia",
            "ministry of interior",
        ],
        "nothing like it": ["".join(chance.choice("qxzjkwv") for _ in range(9)) for _ in range(20)],
    }


def _mistyped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(1 + (len(text) > 10)):
        at = chance.randrange(len(letters) - 1)
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def measure(ask: Callable[[str], object], asked: list[str]) -> list[float]:
    """Return the milliseconds of one core that each answer took, in order: others may be at work here too."""
    taken = []
    for text in asked:
        begin = time.process_time()
        ask(text)
        taken.append(1000 * (time.process_time() - begin))
    return sorted(taken)


def table(size: int = SIZE) -> str:
    """Measure, and write it as a section of docs/benchmarks.md."""
    network = make_network(size)
    begin = time.process_time()
    find_in(network, "anything")
    built = time.process_time() - begin
    rows, everything = [], []
    for way, asked in questions(network).items():
        taken = measure(lambda text: find_in(network, text), asked)
        everything += taken
        rows.append(_row(way, taken))
    names = sum(map(len, network.things.names.values()))
    return "\n".join([
        "## Searching", "",
        f"{size:,} things with {names:,} names made of real names' words, in {built:,.1f} s an index; "
        "milliseconds of one core an answer. "
        f"Load of the machine when it ended: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.", "",
        "| asked for | answers | p50 | p95 | longest |", "|---|---|---|---|---|", *rows,
        _row("all", sorted(everything)),
    ]) + "\n"  # fmt: skip


def _row(way: str, taken: list[float]) -> str:
    p95 = taken[min(len(taken) - 1, round(0.95 * len(taken)))]
    return f"| {way} | {len(taken)} | {statistics.median(taken):,.1f} | {p95:,.1f} | {taken[-1]:,.1f} |"


_SYLLABLES: Final = (
    "sok",
    "vea",
    "sna",
    "cha",
    "nim",
    "tha",
    "ran",
    "lim",
    "pho",
    "dar",
    "ven",
    "mak",
    "rith",
    "bun",
    "kim",
    "sor",
    "oun",
    "tep",
    "ly",
    "hun",
    "san",
    "phea",
    "vong",
    "dy",
)

if __name__ == "__main__":
    print(table(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE))
