from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.evaluation import compare, evaluate

TEXT = "BANGKOK, 10 June 2025 - Thai police arrested 25 Chinese nationals in Pattaya on 9 June 2025."


def gold_record() -> dict[str, Any]:
    return extract(Document.from_text(TEXT)).model_dump(mode="json", by_alias=True)


def test_record_that_equals_the_gold_has_no_wrong_or_missed_fact(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text(json.dumps(gold_record()))
    tally = evaluate(tmp_path, tmp_path)
    assert tally.row(sorted(tally.right)) == (1.0, 1.0, 1.0)
    assert not tally.wrong + tally.missed


def test_wrong_number_is_one_wrong_and_one_missed_fact() -> None:
    gold, found = gold_record(), gold_record()
    found["operations"][0]["persons"] = 26
    wanted, given = compare(gold, found)
    assert dict(wanted - given) == {("operation: persons", "0 25"): 1}
    assert dict(given - wanted) == {("operation: persons", "0 26"): 1}


def test_another_form_of_a_name_is_the_same_name() -> None:
    gold, found = gold_record(), gold_record()
    gold["agencies"][0]["name"] = "Police of Thailand"
    wanted, given = compare(gold, found)
    assert not (wanted - given) + (given - wanted)
