"""Asking a model for JSON over chat completions, as OpenAI's API has them and many servers imitate.

What a server does not support is left out at the next try: a schema for the answer, then any format at all. What came
back is checked by the modes, never trusted.
"""

from __future__ import annotations

import json
import time
from typing import Any

from crackdown.errors import ModelAnswerInvalid, ModelUnavailable
from crackdown.loaders.llm.settings import ModelSettings
from crackdown.loaders.llm.transport import post

MAX_TOKENS_OUT = 4096
MAX_CONTENT = 200_000  # characters
_UNSUPPORTED = {400, 415, 422, 501}  # what servers answer to a parameter they do not know
_BUSY = {429, 503}
_LONGEST_WAIT_SECONDS = 20.0

Message = dict[str, str]


class Chat:
    """A model's endpoint, with what it has turned out to support."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._step = 0

    def ask(self, messages: list[Message], schema: dict[str, Any]) -> dict[str, Any]:
        """Ask once and return the JSON object that the model answered.

        Raises:
            ModelUnavailable: see `transport.post`.
            ModelAnswerInvalid: no JSON object came back.
        """
        while True:
            shapes = _shapes(schema)
            try:
                return _object_in(self._post(messages, shapes[self._step]))
            except ModelUnavailable as error:
                if error.status not in _UNSUPPORTED or self._step + 1 == len(shapes):
                    raise
                self._step += 1

    def _post(self, messages: list[Message], shape: dict[str, Any]) -> bytes:
        body = json.dumps({"model": self._settings.model, "messages": messages, "stream": False, **shape})
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._settings.key:
            headers["Authorization"] = f"Bearer {self._settings.key}"
        try:
            return self._send(body, headers)
        except ModelUnavailable as error:
            wait = error.retry_after_seconds
            if error.status not in _BUSY or wait is None or wait > _LONGEST_WAIT_SECONDS:
                raise
            time.sleep(wait)
            return self._send(body, headers)

    def _send(self, body: str, headers: dict[str, str]) -> bytes:
        return post(self._settings.url, body.encode(), headers, timeout_seconds=self._settings.timeout_seconds)


def _shapes(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the parameters beside the question, the most helpful first."""
    sober = {"temperature": 0, "max_tokens": MAX_TOKENS_OUT}
    named = {"name": "announcement", "strict": True, "schema": schema}
    return [
        {**sober, "response_format": {"type": "json_schema", "json_schema": named}},
        {**sober, "response_format": {"type": "json_object"}},
        {},
    ]


def _object_in(answer: bytes) -> dict[str, Any]:
    """Take the JSON object out of an answer; a model's thoughts and a fence around the object are passed over."""
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        if not isinstance(content, str) or len(content) > MAX_CONTENT:
            raise ModelAnswerInvalid("the model's answer holds no text of a usable length")
        told = content.rpartition("</think>")[2]
        found, _ = json.JSONDecoder().raw_decode(told, told.index("{"))
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ModelAnswerInvalid("the model's answer is no JSON as asked for") from error
    return dict(found)
