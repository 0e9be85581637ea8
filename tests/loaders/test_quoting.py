"""Which words are quoted for a fact, of several that state it, and what is learned from the gold's quotes."""

from __future__ import annotations

from crackdown.loaders.extraction.models.linear import other_weights
from crackdown.loaders.extraction.record.quoting import likeliest, quoted, widened
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.wordings import Wording, wordings_of
from crackdown.loaders.extraction.what.drafts import Draft, mark_others
from crackdown.loaders.extraction.who.quoted_names import quoted_name, quoted_source
from crackdown.loaders.training.quotes import quote_choices
from tests.loaders.analysing import analysed

TEXT = (
    "Cambodia: raid in Poipet\n\nPolice in a hotel of Poipet, Cambodia arrested 12 suspects. Courts in Cambodia will "
    "try them."
)


def drafted(analysis: Analysis) -> Draft:
    return Draft("arrest", [analysis.counts[0]], None)


def test_a_value_is_worded_wherever_words_state_it() -> None:
    analysis = analysed(TEXT)
    found = wordings_of(analysis, drafted(analysis), "country", "KH")
    assert {one.how for one in found} >= {"name", "place"}
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_the_model_chooses_what_is_quoted_and_words_that_touch_go_along() -> None:
    analysis = analysed(TEXT)
    with other_weights({"quote:country": {"how=place": 4.0, "apart=0": 4.0}}):
        start, end = quoted(analysis, drafted(analysis), "country", "KH", (0, 0))
    assert analysis.view.text[start:end] == "Poipet, Cambodia"


def test_where_nothing_states_a_value_the_other_span_is_quoted() -> None:
    analysis = analysed(TEXT)
    assert quoted(analysis, drafted(analysis), "country", "TH", (3, 5)) == (3, 5)


def test_places_that_use_the_same_words_count_together() -> None:
    analysis = analysed("Laos. Vientiane. Laos.")
    wordings = [Wording(0, 4, "name"), Wording(6, 15, "place"), Wording(17, 21, "name")]
    assert likeliest(analysis, wordings, [0.25, 0.4, 0.35]) == wordings[2]


def test_a_bracket_that_was_opened_is_closed() -> None:
    analysis = analysed("The Bureau of Immigration (BI) said so.")
    whole, short = Wording(4, 25, "whole"), Wording(27, 29, "short")
    assert widened(analysis, whole, [whole, short]) == (4, 30)
    assert widened(analysis, short, [whole, short]) == (4, 30)


def test_words_that_say_the_same_in_one_breath_go_along_unless_others_stand_between() -> None:
    cases = {
        "Police arrested 12 men in Poipet in western Cambodia.": "Poipet in western Cambodia",
        "Police arrested 12 men in Poipet. Cambodia thanked them.": "Poipet",  # the next sentence
        "Police arrested 12 men in Poipet near Thailand in Cambodia.": "Poipet",  # another country
        "Police arrested 12 men in Poipet and 30 women in Cambodia.": "Poipet",  # other people
    }
    for text, words in cases.items():
        analysis = analysed(text)
        with other_weights({"quote:country": {"how=place": 9.0}}):
            span = quoted(analysis, drafted(analysis), "country", "KH", (0, 0))
        assert analysis.view.text[slice(*span)] == words


def test_an_operation_is_quoted_by_its_own_words_not_by_those_of_another() -> None:
    analysis = analysed("Police caught 88 men in Poipet.\n\nThe day after, 74 women were arrested in Bavet.")
    first, second = (Draft("arrest", [count], None) for count in analysis.counts)
    mark_others(analysis, [first, second])
    with other_weights({"quote:kind": {"owner=mine": 5.0}, "quote:country": {"owner=mine": 5.0}}):
        for draft, kind, place in ((first, "caught", "Poipet"), (second, "arrested", "Bavet")):
            for slot, value, words in (("kind", "arrest", kind), ("country", "KH", place)):
                span = quoted(analysis, draft, slot, value, (0, 0))
                assert analysis.view.text[slice(*span)] == words


def test_a_body_and_the_source_are_quoted_by_their_own_models() -> None:
    text = "BI raids two towns\n\nThe Bureau of Immigration in Manila arrested 12 foreigners. The BI said so on Monday."
    analysis = analysed(text)
    agency = next(agency for agency in analysis.agencies if len(agency.spans) > 1)
    with other_weights({"quote:name": {"how=whole": 5.0}, "quote:announced_by": {"says=15:False": 5.0}}):
        name, source = quoted_name(analysis, agency), quoted_source(analysis, agency)
    assert text[slice(*name)].endswith("Bureau of Immigration")
    assert source[0] > name[0]


def test_the_gold_teaches_what_people_quoted_where_that_tells_words_apart() -> None:
    analysis = analysed(TEXT)
    evidence = {"kind": "arrested", "country": "Cambodia@3"}
    operation = {"kind": "arrest", "country": "KH", "destination": None, "evidence": evidence}
    found = dict(quote_choices(analysis, {"agencies": []}, [(operation, drafted(analysis))], lambda _: None))
    right = [one.how for one, option in zip(
        wordings_of(analysis, drafted(analysis), "country", "KH"), found["quote:country"], strict=True
    ) if option[1]]  # fmt: skip
    assert set(right) == {"name"}  # wherever the quoted words stand
    assert all(len(options) > 1 for options in found.values())
