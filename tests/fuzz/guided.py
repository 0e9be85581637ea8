"""One target under atheris, which alters inputs so as to reach code that none has reached: `guided.py TARGET FOLDER …`.

A fault is kept as a file and the search goes on; each place in the code that fails is kept once.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import time
import traceback
from pathlib import Path

import atheris

from tests.fuzz import hostile
from tests.fuzz.judging import CPU_SECONDS

# What reads hostile bytes in Python; what is written in C cannot be looked into.
_LOOKED_INTO = ["crackdown.loaders", "crackdown.graph.sparql.lexing", "email", "warcio", "pypdf"]


def main() -> None:
    """Search until libFuzzer's own options say to stop."""
    name, folder, *options = sys.argv[1:]
    with atheris.instrument_imports(include=_LOOKED_INTO):
        from tests.fuzz import targets
    from crackdown.errors import CrackdownError

    findings = Path(folder) / "findings"
    target = targets.TARGETS[name]
    for sort, _, content in hostile.files():  # loads what the first reading of each kind loads
        if sort == name:
            with contextlib.suppress(Exception):
                target(content)

    def search(data: bytes) -> None:
        begun = time.process_time()
        try:
            target(data)
        except CrackdownError:
            pass
        except Exception as error:
            _keep(findings, data, _place_of(error))
        if time.process_time() - begun > CPU_SECONDS:
            _keep(findings, data, f"slow-{len(data) // 1000}")

    atheris.Setup([sys.argv[0], *options], search)
    atheris.Fuzz()


def _place_of(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "crackdown" in frame.filename or "loaders" in frame.filename] or frames
    last = ours[-1]
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.name}"


def _keep(findings: Path, data: bytes, place: str) -> None:
    path = findings / f"{place}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"
    if not path.exists() or len(data) < path.stat().st_size:
        path.write_bytes(data)


if __name__ == "__main__":
    main()
