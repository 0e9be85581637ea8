"""Servers that answer badly, slowly or not at all: the built-in result stands, and a warning says why."""

import json
import socket
import time

import pytest

from crackdown.errors import ModelUnavailable
from crackdown.loaders import extract
from crackdown.loaders.llm import transport

BAD_BODIES = {
    "no JSON": b"<html>It works!</html>",
    "empty": b"",
    "truncated": b'{"choices": [{"message": {"content": "{\\"operations\\": [{\\"kind\\": \\"arr"}}]}',
    "no choices": b'{"choices": []}',
    "an error as an answer": b'{"error": {"message": "model not loaded"}}',
    "content that is no text": b'{"choices": [{"message": {"content": {"operations": []}}}]}',
    "null content": b'{"choices": [{"message": {"content": null}}]}',
    "deeply nested": b"[" * 400_000,
    "a number without end": b'{"choices": [{"message": {"content": "{\\"operations\\": ' + b"9" * 9999 + b'}"}}]}',
    "not UTF-8": b'{"choices": "\xff\xfe"}',
}
BAD_CONTENTS = {
    "prose": "I am sorry, I cannot do that.",
    "a list": [],
    "another object": {"result": "ok"},
    "operations that are none": {"operations": "none"},
    "a number for an id": {"operations": [{"kind": "arrest", "trigger": 1}]},
    "an object for an id": {"operations": [{"kind": "arrest", "trigger": {"id": "K1"}}]},
    "too many": {"operations": [{"kind": "arrest"}] * 5000},
    "deeply nested": '{"operations": ' + "[" * 90_000,
    "truncated": '{"operations": [{"kind": "arrest", "trigger": "K',
}


def assert_built_in(record, document, warnings):
    assert record == extract(document)
    assert len(warnings) == 1
    assert document.id in warnings[0]
    assert "built-in reader alone" in warnings[0]


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
@pytest.mark.parametrize("mode", ["link", "open"])
def test_an_answer_that_is_no_completion(endpoint, reader, document, warnings, body, mode):
    endpoint.behave = lambda *_: body
    assert_built_in(reader(mode).read(document), document, warnings)


@pytest.mark.parametrize("content", BAD_CONTENTS.values(), ids=BAD_CONTENTS)
@pytest.mark.parametrize("mode", ["link", "open"])
def test_an_answer_of_another_form(endpoint, reader, document, warnings, content, mode):
    endpoint.answers(lambda _: content)
    assert_built_in(reader(mode).read(document), document, warnings)
    assert len(endpoint.asked) == 2  # asked once more, then no more


def test_an_answer_of_another_form_is_mended_at_the_second_try(endpoint, reader, document, warnings):
    endpoint.answers(lambda _: {"operations": []} if len(endpoint.asked) == 2 else "Sure! Here it is:")
    assert "test-model" in reader().read(document).notes[-1]
    assert warnings == []


@pytest.mark.parametrize(
    "words", ["```json\n{}\n```", "<think>{not yet}</think>\n{}", "Here it is: {}\nAnything else?"]
)
def test_words_around_the_answer_are_passed_over(endpoint, reader, document, warnings, words):
    endpoint.answers(lambda _: words.replace("{}", '{"operations": []}'))
    assert "test-model" in reader().read(document).notes[-1]
    assert warnings == []


@pytest.mark.parametrize("code", [401, 402, 403, 404, 429, 500, 502, 503])
def test_a_refusal_is_told_by_its_number_alone(endpoint, reader, document, warnings, code):
    endpoint.fails(code)
    record = reader(key="sk-test-1234").read(document)
    assert_built_in(record, document, warnings)
    assert str(code) in warnings[0]
    assert "sk-test" not in warnings[0] + record.to_json()


def test_a_refused_key_is_not_tried_again(endpoint, reader, document, warnings):
    endpoint.fails(401)
    asking = reader()
    assert [asking.read(document) for _ in range(3)] == [extract(document)] * 3
    assert len(endpoint.asked) == 1
    assert "CRACKDOWN_LLM_KEY" in warnings[0]


def test_a_dead_endpoint_is_given_up(endpoint, reader, document, warnings):
    endpoint.fails(500)
    asking = reader()
    for _ in range(5):
        asking.read(document)
    assert len(endpoint.asked) == 3
    assert "all that follow" in warnings[-1]


def test_nobody_at_the_address(reader, document, warnings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1/chat/completions"
        assert_built_in(reader(url=url).read(document), document, warnings)


def test_too_many_questions_are_asked_again_when_told_when(endpoint, reader, document, warnings):
    good = endpoint.behave
    endpoint.fails(429, Retry_After="0")
    busy = endpoint.behave

    def behave(asked, handler):
        return (busy if len(endpoint.asked) == 1 else good)(asked, handler)

    endpoint.behave = behave
    assert "test-model" in reader().read(document).notes[-1]
    assert warnings == []


def test_what_a_server_does_not_support_is_left_out(endpoint, reader, document, warnings):
    good = endpoint.behave
    endpoint.fails(400)
    refuse = endpoint.behave
    endpoint.behave = lambda asked, handler: (refuse if "temperature" in asked else good)(asked, handler)
    asking = reader()
    assert "test-model" in asking.read(document).notes[-1]
    assert [asked.get("response_format", {}).get("type") for asked in endpoint.asked] == [
        "json_schema",
        "json_object",
        None,
    ]


def test_a_redirect_is_not_followed(endpoint, reader, document, warnings):
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.settimeout(0.2)
        endpoint.fails(307, Location=f"http://127.0.0.1:{elsewhere.getsockname()[1]}/v1/chat/completions")
        assert_built_in(reader(key="sk-test-1234").read(document), document, warnings)
        with pytest.raises(TimeoutError):
            elsewhere.accept()
    assert "CRACKDOWN_LLM_URL" in warnings[0]


def test_a_huge_answer_is_not_read_to_its_end(endpoint, reader, document, warnings):
    sent = []

    def behave(asked, handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(400):  # 40 MB where it is let
                handler.wfile.write(b" " * 100_000)
                sent.append(1)
        except OSError:
            pass

    endpoint.behave = behave
    assert_built_in(reader().read(document), document, warnings)
    assert "larger" in warnings[0]
    assert len(sent) < 400


@pytest.mark.parametrize("part", ["silence", "head", "body"])
def test_a_slow_drip_ends_at_the_deadline(endpoint, reader, document, warnings, part):
    def behave(asked, handler):
        if part == "body":
            handler.send_response(200)
            handler.end_headers()
        drop = {"silence": b"", "head": b"H", "body": b" "}[part]
        while not endpoint.released.wait(0.05):
            try:
                handler.connection.sendall(drop)
            except OSError:
                return

    endpoint.behave = behave
    started = time.monotonic()
    record = reader(timeout_seconds=0.5).read(document)
    assert time.monotonic() - started < 3
    assert_built_in(record, document, warnings)
    assert "CRACKDOWN_LLM_TIMEOUT" in warnings[0]


def test_proxies_of_the_environment_are_not_used(endpoint, reader, document, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert "test-model" in reader().read(document).notes[-1]


def test_the_key_goes_out_as_a_bearer_token(endpoint, reader, document):
    reader(key="sk-test-1234").read(document)
    assert endpoint.headers[0]["Authorization"] == "Bearer sk-test-1234"


def test_without_a_key_none_is_sent(endpoint, reader, document):
    reader().read(document)
    assert "Authorization" not in endpoint.headers[0]


def test_an_error_carries_its_status(endpoint):
    endpoint.fails(503, Retry_After="7")
    with pytest.raises(ModelUnavailable) as refused:
        transport.post(f"{endpoint.url}/chat/completions", json.dumps({}).encode(), {}, timeout_seconds=5)
    assert (refused.value.status, refused.value.retry_after_seconds) == (503, 7.0)
