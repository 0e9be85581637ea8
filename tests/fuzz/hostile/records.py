"""Records made elsewhere."""

from __future__ import annotations

import json
from typing import Any

from tests.fuzz.hostile.words import SCRIPT


def records() -> dict[str, str | bytes]:
    """Make records."""
    good: dict[str, Any] = {
        "id": "a", "language": "en", "published": "2025-06-10",
        "agencies": [{"name": "Royal Thai Police", "country": "TH"}],
        "operations": [{"kind": "arrest", "date": "2025-06-09", "persons": 25, "country": "TH",
                        "agencies": ["Royal Thai Police"]}],
    }  # fmt: skip
    operation = good["operations"][0]

    def changed(**fields: Any) -> str:
        return json.dumps(good | {"operations": [operation | fields]})

    return {
        "plain": json.dumps(good),
        "script": json.dumps(good | {"id": SCRIPT, "title": SCRIPT, "url": "javascript:alert(1)"}),
        "script-in-names": json.dumps(good | {"agencies": [{"name": SCRIPT}], "operations": [operation | {"agencies": [SCRIPT], "places": [SCRIPT]}]}),
        "surrogates": json.dumps(good)[:-1] + r', "title": "\ud800", "places": ["\udfff"]}',
        "nul": json.dumps(good | {"id": "a\x00b", "title": "\x00"}),
        "persons-huge": changed(persons=10**400),
        "persons-negative": changed(persons=-1),
        "persons-fraction": changed(persons=1.5),
        "persons-not-finite": json.dumps(good).replace("25,", "Infinity,"),
        "date-odd": changed(date="9999-99-99"),
        "date-deep": changed(date={"from": {"from": 1}, "to": []}),
        "kind-unknown": changed(kind="http://x> . <a"),
        "country-odd": changed(country="../../etc"),
        "part-of-itself": changed(parts=[0, 0, 99999]),
        "agencies-odd": json.dumps(good | {"agencies": [{"name": ""}, {"name": None}, {}, 1, None]}),
        "lists-are-texts": json.dumps(good | {"agencies": "x", "operations": {"a": 1}}),
        "keys-odd": json.dumps(good | {"evidence": 1, "sentences": {}, "notes": None, "": 1}),
        "id-long": json.dumps(good | {"id": "x" * 20_000}),
        "id-leads-out": json.dumps(good | {"id": "../../../etc/passwd"}),
        "language-odd": json.dumps(good | {"language": "x> <y"}),
        "url-odd": json.dumps(good | {"url": "https://a/ b<>\"{}|\\^`"}),
        "deep": "[" * 50_000,
        "number-long": '{"id": ' + "9" * 5_000 + "}",
        "not-an-object": "[]",
        "operations-many": json.dumps(good | {"operations": [operation] * 50}),
    }  # fmt: skip
