"""How soon the overview of the whole graph is laid out, and how smoothly it moves.

`python -m tests.benchmarks.whole [THINGS…]` prints two tables.

The graph is invented: agencies of sixty countries, their officials, operations most of which agencies of one country
carry out. It is put into a store in memory as one graph; the real server lays it out and sends it, and a headless
Chromium without a GPU moves it, at most 60 frames a second.
"""

from __future__ import annotations

import random

KINDS = ("raid", "arrest", "deportation", "rescue", "repatriation", "seizure")
COUNTRIES = 60
_PREFIXES = (
    "@base <https://w3id.org/crackdown/> . @prefix crk: <https://w3id.org/crackdown/ontology#> . "
    "@prefix kind: <https://w3id.org/crackdown/kind/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)


def invent_world(size: int) -> str:
    """Write a graph of about so many things in TriG."""
    chance = random.Random(size)
    countries = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(COUNTRIES)]
    agencies, officials = size // 14, size // 8
    home = [int(COUNTRIES * chance.random() ** 2) for _ in range(agencies)]
    at_home = [[n for n in range(agencies) if home[n] == c] or [0] for c in range(COUNTRIES)]
    lines = [
        f'<agency/{n}> a crk:Agency ; rdfs:label "Invented Office {n}"@en ; '
        f"crk:country <country/{countries[home[n]]}> ."
        for n in range(agencies)
    ]
    lines += [
        f'<official/{n}> a crk:Official ; rdfs:label "Official Invented {n}"@en ; '
        f"crk:servesIn <agency/{n % agencies}> ."
        for n in range(officials)
    ]
    for n in range(size - agencies - officials):
        country = int(COUNTRIES * chance.random() ** 2)
        near = at_home[country]
        lead = near[int(len(near) * chance.random() ** 3)]
        partner = near[int(len(near) * chance.random() ** 2)] if chance.random() < 0.8 else chance.randrange(agencies)
        lines.append(
            f"<operation/{n}> a crk:Operation ; crk:kind kind:{chance.choice(KINDS)} ; "
            f"crk:carriedOutBy <agency/{lead}> ; crk:withPartner <agency/{partner}> ; "
            f"crk:inCountry <country/{countries[country]}> ; crk:ledBy <official/{lead if lead < officials else 0}> ."
        )
    return _PREFIXES + "<announcement/invented> {\n" + "\n".join(lines) + "\n}"
