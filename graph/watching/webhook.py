"""A hit posted to an address, signed as Standard Webhooks has it (https://www.standardwebhooks.com).

The standard library's client, because it follows no redirect, reads no proxy from the environment and keeps no cookies:
what is sent goes to the address that was set, wherever that is. Of the answer only the status counts.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import http.client
import ssl
import threading
import time
from typing import Final
from urllib.parse import urlsplit

from crackdown.errors import InputError
from crackdown.graph.remote.closing import closed_at
from crackdown.graph.watching.failure import DeliveryFailed

SECRET: Final = "CRACKDOWN_WATCH_SECRET"
TIMEOUT_SECONDS: Final = 15.0
_SHORTEST: Final = 24  # bytes, as the specification has it
_PREFIX: Final = "whsec_"


def post(url: str, body: bytes, *, id_: str, secret: bytes | None, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
    """Post the body of a hit.

    Args:
        url: http or https.
        body: JSON.
        id_: the hit's, by which a receiver knows what it has got already.
        secret: what the receiver knows too; None sends it unsigned.
        timeout_seconds: for connecting, and then for the whole exchange.

    Raises:
        DeliveryFailed: it was not taken, or not in time.
    """
    parts, late = urlsplit(url), threading.Event()
    headers = {"Content-Type": "application/json", "User-Agent": "crackdown", **signed(body, id_, secret, time.time())}
    connection = _connection(url, timeout_seconds)
    try:
        connection.connect()
        with closed_at(connection.sock, time.monotonic() + timeout_seconds, late):
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise DeliveryFailed(f"{parts.hostname} did not answer within {timeout_seconds:g} s") from error
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise DeliveryFailed(f"{parts.hostname} cannot be reached: {reason}") from error
    finally:
        connection.close()
    if 300 <= response.status < 400:
        raise DeliveryFailed(f"{parts.hostname} sends us elsewhere (HTTP {response.status}), which is not followed")
    if not 200 <= response.status < 300:
        raise DeliveryFailed(f"{parts.hostname} does not take it (HTTP {response.status})")


def signed(body: bytes, id_: str, secret: bytes | None, at: float) -> dict[str, str]:
    """Return the headers that tell which message it is, when it was sent and that it is ours.

    >>> secret = secret_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    >>> signed(b'{"test": 2432232314}', "msg_p5jXN8AQM9LWM0D4loKWxJek", secret, 1614265330)["webhook-signature"]
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    headers = {"webhook-id": id_, "webhook-timestamp": str(int(at))}
    if secret is not None:
        told = f"{id_}.{int(at)}.".encode() + body
        headers["webhook-signature"] = f"v1,{base64.b64encode(hmac.digest(secret, told, hashlib.sha256)).decode()}"
    return headers


def secret_of(given: str | None) -> bytes | None:
    """Return the bytes of a secret: `whsec_` and base64, or else the words as they are; None where none is set.

    Raises:
        InputError: it is too short, or no base64.
    """
    if not given:
        return None
    is_coded = given.startswith(_PREFIX)
    try:
        secret = base64.b64decode(given.removeprefix(_PREFIX), validate=True) if is_coded else given.encode()
    except binascii.Error as error:
        raise InputError(f"${SECRET}: what follows {_PREFIX} is no base64") from error
    if len(secret) < _SHORTEST:
        raise InputError(f"${SECRET} is shorter than {_SHORTEST} bytes, which can be guessed; make a longer one")
    return secret


def _connection(url: str, timeout_seconds: float) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=timeout_seconds, context=context)
    return http.client.HTTPConnection(host, parts.port, timeout=timeout_seconds)
