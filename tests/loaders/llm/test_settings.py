"""The environment: what is missing or wrong is said with its remedy, and the key stays where it is."""

import pytest

from crackdown.errors import ModelNotSet
from crackdown.loaders.llm.settings import ModelSettings

SET = {"CRACKDOWN_LLM_URL": "http://localhost:11434/v1", "CRACKDOWN_LLM_MODEL": "some-model"}


@pytest.mark.parametrize("name", sorted(SET))
def test_what_is_missing_is_named(name):
    with pytest.raises(ModelNotSet, match=name):
        ModelSettings.from_environment({**SET, name: ""})


@pytest.mark.parametrize(
    "url", ["localhost:11434", "ftp://host/v1", "http://", "http://host:99999/v1", "file:///etc", "http://a..b/v1"]
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(ModelNotSet, match="http://localhost:11434/v1"):
        ModelSettings.from_environment({**SET, "CRACKDOWN_LLM_URL": url})


def test_a_key_in_the_address_is_refused_and_not_repeated():
    with pytest.raises(ModelNotSet, match="CRACKDOWN_LLM_KEY") as refused:
        ModelSettings.from_environment({**SET, "CRACKDOWN_LLM_URL": "https://me:hunter2@host/v1"})
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("name", ["CRACKDOWN_LLM_PRICE_IN", "CRACKDOWN_LLM_PRICE_OUT", "CRACKDOWN_LLM_TIMEOUT"])
@pytest.mark.parametrize("value", ["dear", "-1", "nan", "inf"])
def test_a_number_that_is_none_is_refused(name, value):
    with pytest.raises(ModelNotSet, match=name):
        ModelSettings.from_environment({**SET, name: value})


def test_a_line_end_in_the_key_cannot_forge_a_header():
    with pytest.raises(ModelNotSet, match="CRACKDOWN_LLM_KEY"):
        ModelSettings.from_environment({**SET, "CRACKDOWN_LLM_KEY": "sk\r\nHost: elsewhere"})


def test_the_key_is_in_no_representation():
    assert "sk-secret" not in repr(ModelSettings.from_environment({**SET, "CRACKDOWN_LLM_KEY": "sk-secret"}))


@pytest.mark.parametrize("url", ["https://h/v1", "https://h/v1/", "https://h/v1/chat/completions"])
def test_the_address_is_completed(url):
    found = ModelSettings.from_environment({**SET, "CRACKDOWN_LLM_URL": url})
    assert found.url == "https://h/v1/chat/completions"


@pytest.mark.parametrize(
    ("url", "key", "shown"),
    [
        ("http://models.example/v1", "sk", True),
        ("http://models.example/v1", "", False),
        ("https://models.example/v1", "sk", False),
        ("http://localhost:11434/v1", "sk", False),
        ("http://[::1]:8080/v1", "sk", False),
    ],
)
def test_a_key_that_others_could_read_is_noticed(url, key, shown):
    found = ModelSettings.from_environment({**SET, "CRACKDOWN_LLM_URL": url, "CRACKDOWN_LLM_KEY": key})
    assert found.shows_key is shown
