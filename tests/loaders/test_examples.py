from __future__ import annotations

from typing import Any

import pytest

from crackdown.loaders import extract
from crackdown.loaders.checking.reading import holds
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.data import installed_languages, load_yaml
from crackdown.loaders.extraction.text.language import folder_of

EXAMPLES = [
    pytest.param(code, example["text"], example["facts"], id=f"{code}-{number}")
    for code in installed_languages()
    for number, example in enumerate(load_yaml("languages", code, "examples.yaml"), start=1)
]


@pytest.mark.parametrize(("code", "text", "facts"), EXAMPLES)
def test_example_of_a_language_is_read(code: str, text: str, facts: dict[str, Any]) -> None:
    record = extract(Document.from_text(text)).model_dump(mode="json", by_alias=True)
    assert code in {record["language"], folder_of(record["language"])}
    for key, wanted in facts.items():
        assert holds(record[key], wanted), f"{key}: wanted {wanted}, found {record[key]}"


def test_every_language_has_the_same_files() -> None:
    for code in installed_languages():
        for file in ("lexicon", "names", "numbers", "dates", "patterns", "countries", "examples"):
            assert load_yaml("languages", code, f"{file}.yaml"), f"languages/{code}/{file}.yaml is missing or empty"


def test_every_language_covers_the_concepts_of_english() -> None:
    english = load_yaml("languages", "en", "lexicon.yaml")
    for code in installed_languages():
        lexicon = load_yaml("languages", code, "lexicon.yaml")
        assert not set(english) - set(lexicon), f"languages/{code}/lexicon.yaml lacks concepts"
        for concept in ("kinds", "offences"):
            assert not set(english[concept]) - set(lexicon[concept]), f"{concept} of {code} lack values"
