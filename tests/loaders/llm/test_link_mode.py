"""Link mode against a server that answers well: ids become facts, and the two readers' results are put together."""

import pytest

from crackdown.graph.announcement.record import Operation
from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.llm.chosen import Chosen
from crackdown.loaders.llm.merging import Merge
from crackdown.loaders.llm.recognised import Recognised


def arrest(endpoint, asked, **more):
    ids = {"trigger": endpoint.id_of(asked, "K", "arrest"), "persons": endpoint.id_of(asked, "N", "45")}
    return {"kind": "arrest", **ids, **more}


def reported(record, kind):
    return next(operation for operation in record.operations if operation.kind == kind)


def test_the_question_is_one_a_server_understands(endpoint, reader, document):
    reader().read(document)
    (asked,) = endpoint.asked
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert asked["temperature"] == 0
    assert asked["model"] == "test-model"


def test_what_both_say_is_surer(endpoint, reader, document):
    endpoint.answers(lambda asked: {"operations": [arrest(endpoint, asked, date=endpoint.id_of(asked, "D", "02-09"))]})
    before, after = reported(extract(document), "arrest"), reported(reader().read(document), "arrest")
    assert after.date == before.date
    assert after.evidence["date"].confidence > before.evidence["date"].confidence
    assert after.evidence["date"].read_by is None


def test_on_links_the_model_has_the_say_and_is_named(endpoint, reader, document):
    endpoint.answers(lambda asked: {"operations": [arrest(endpoint, asked, date=endpoint.id_of(asked, "D", "02-08"))]})
    found = reported(reader().read(document), "arrest")
    assert found.date == "2026-02-08"
    assert found.evidence["date"].read_by == "test-model (link mode)"
    assert found.evidence["date"].quote in document.text


def test_on_numbers_the_built_in_reader_has_the_say(endpoint, reader, document):
    def answer(asked):
        persons, trigger = endpoint.id_of(asked, "N", "312"), endpoint.id_of(asked, "K", "deportation")
        women = endpoint.id_of(asked, "N", "45")
        return {"operations": [{"kind": "deportation", "persons": persons, "trigger": trigger, "women": women}]}

    endpoint.answers(answer)
    assert reported(reader().read(document), "deportation").women == 26


def test_what_the_model_leaves_out_stays(endpoint, reader, document):
    endpoint.answers(lambda _: {"operations": []})
    assert reader().read(document).operations == extract(document).operations


def test_people_that_are_a_share_of_others_are_no_operation(endpoint, reader, document):
    def answer(asked):
        persons, trigger = endpoint.id_of(asked, "N", "312"), endpoint.id_of(asked, "K", "deportation")
        shares = [{"country": endpoint.id_of(asked, "C", "CN"), "count": endpoint.id_of(asked, "N", "45")}]
        return {
            "operations": [{"kind": "deportation", "persons": persons, "trigger": trigger, "nationalities": shares}]
        }

    endpoint.answers(answer)
    assert [operation.kind for operation in reader().read(document).operations] == ["deportation"]


def test_an_operation_that_the_built_in_reader_missed_is_added(endpoint, reader, document):
    def answer(asked):
        persons, trigger = endpoint.id_of(asked, "N", "26"), endpoint.id_of(asked, "K", "arrest")
        return {"operations": [{"kind": "raid", "persons": persons, "trigger": trigger}]}

    endpoint.answers(answer)
    record = reader().read(document)
    found = reported(record, "raid")
    assert found.persons == 26
    assert {evidence.read_by for evidence in found.evidence.values()} == {"test-model (link mode)"}
    assert "test-model (link mode)" in record.notes[-1]


def test_an_id_that_was_not_given_picks_nothing(endpoint, reader, document):
    bad = {"date": "D99", "country": "N1", "agencies": ["A7", "O1"], "officials": ["https://evil.example/"]}
    endpoint.answers(lambda asked: {"operations": [arrest(endpoint, asked, **bad)]})
    record = reader().read(document)
    built_in = reported(extract(document), "arrest")
    for slot in ("date", "country", "agencies", "officials"):
        assert getattr(reported(record, "arrest"), slot) == getattr(built_in, slot)
    assert "suggestions dropped: 5." in record.notes[-1]


@pytest.mark.parametrize("told", [{"kind": "seizure"}, {"kind": "murder"}, {"trigger": None}, {"trigger": "N1"}])
def test_a_kind_needs_a_word_for_it(endpoint, reader, document, told):
    endpoint.answers(lambda asked: {"operations": [arrest(endpoint, asked) | told]})
    assert reader().read(document).operations == extract(document).operations


def test_shares_larger_than_the_whole_are_dropped(endpoint, reader, document):
    endpoint.answers(lambda asked: {"operations": [arrest(endpoint, asked, women=endpoint.id_of(asked, "N", "312"))]})
    assert reported(reader().read(document), "arrest").women is None


def test_the_parts_of_a_total_follow_when_an_operation_goes(document):
    record = extract(document)
    deportation, arrest = record.operations
    people = arrest.evidence["persons"]
    total = Operation(kind="arrest", persons=357, total_of=True, parts=[0, 1], evidence={"persons": people})
    total.evidence["persons"] = people.model_copy(update={"start": 0, "end": len(people.quote)})
    record.operations.append(total)
    share = Recognised("count", 45, ((people.start, people.end),))
    chosen = Chosen("deportation", nationalities=[(Recognised("country", "CN", ((0, 5),)), share)])
    Merge(record, {}).add_operations([(chosen, deportation.model_copy(deep=True))])
    assert [operation.persons for operation in record.operations] == [312, 357]
    assert record.operations[-1].parts == [0]


def test_a_text_in_a_language_without_a_folder_is_not_sent(endpoint, reader):
    record = reader().read(Document.from_text("ଅନଲାଇନ୍ ଠକେଇ ଅଭିଯୋଗରେ ପୋଲିସ ବାର ଜଣଙ୍କୁ ଗିରଫ କରିଛି।"))
    assert record.outcome == "partly_read"
    assert endpoint.asked == []
