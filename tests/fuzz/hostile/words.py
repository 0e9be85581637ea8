"""What many of the files say: news, and what is smuggled into it."""

from __future__ import annotations

from typing import Final

NEWS: Final = "Thai police arrested 25 Chinese nationals in Pattaya on 9 June 2025."
SCRIPT: Final = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'; {{7*7}} =cmd|'/c calc'!A1"
TURNED: Final = "Police arrested \u202e52\u202c people \u2066in\u2069 Pattaya \u200b\u2028 on 9\u00a0June 2025.\ufeff"
_LEVELS: Final = "".join(
    f'<!ENTITY {"abcdefghij"[level]} "{("&" + "abcdefghij"[level - 1] + ";") * 10}">' for level in range(1, 10)
)
ENTITIES: Final = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{_LEVELS}<!ENTITY p SYSTEM "file:///etc/passwd">]>'
