"""The Authorization header: Basic (RFC 7617), Bearer (RFC 6750), Digest (RFC 7616) where a server asks for it."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

from crackdown.graph.remote.address import Credentials

_PARAMETER = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


class Authentication:
    """Answers a server's challenges; a digest is kept until the server asks for a new one."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._digest: dict[str, str] | None = None
        self._count = 0
        self._waits = False  # for a challenge: some servers give none to whoever comes with Basic

    def header(self, method: str, path: str) -> str | None:
        """Return the header of a request; None where there is nothing to say."""
        known = self._credentials
        if known.token:
            return f"Bearer {known.token}"
        if known.user is None or known.password is None or (self._waits and self._digest is None):
            return None
        if self._digest is not None:
            return self._answer(self._digest, method, path)
        pair = f"{known.user}:{known.password}".encode()
        return f"Basic {base64.b64encode(pair).decode()}"

    def challenge(self, headers: list[str]) -> bool:
        """Take a refusal's challenges; return whether another try may do better.

        Args:
            headers: the values of WWW-Authenticate.
        """
        if self._credentials.user is None or self._credentials.password is None:
            return False
        if not headers and not self._waits and self._digest is None:
            self._waits = True
            return True
        for header in headers:
            scheme, _, rest = header.strip().partition(" ")
            asked = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(rest)}
            if scheme.lower() == "digest" and asked.get("algorithm", "MD5").upper() in _HASHES:
                is_new = self._digest is None or self._digest.get("nonce") != asked.get("nonce")
                self._digest, self._count = asked, 0
                return is_new
        return False

    def _answer(self, asked: dict[str, str], method: str, path: str) -> str:
        user, password = self._credentials.user, self._credentials.password
        digest = _HASHES[asked.get("algorithm", "MD5").upper()]

        def hashed(text: str) -> str:
            return digest(text.encode()).hexdigest()

        self._count += 1
        count, nonce, realm = f"{self._count:08x}", asked.get("nonce", ""), asked.get("realm", "")
        client = secrets.token_hex(8)
        secret, what = hashed(f"{user}:{realm}:{password}"), hashed(f"{method}:{path}")
        has_quality = "auth" in asked.get("qop", "")
        proof = f"{nonce}:{count}:{client}:auth:{what}" if has_quality else f"{nonce}:{what}"
        parts = {"username": user or "", "realm": realm, "nonce": nonce, "uri": path,
                 "response": hashed(f"{secret}:{proof}")}  # fmt: skip
        if "opaque" in asked:
            parts["opaque"] = asked["opaque"]
        given = ", ".join(f'{name}="{value}"' for name, value in parts.items())
        algorithm = f", algorithm={asked['algorithm']}" if "algorithm" in asked else ""
        quality = f', qop=auth, nc={count}, cnonce="{client}"' if has_quality else ""
        return f"Digest {given}{algorithm}{quality}"
