"""Whether pages print what the commands print now, over the sample announcements read in full, as readers have them.

usage: check_printed.py [PAGE …]

An answer on a page is a block without a language that follows a block of shell, or whose first line is `$ crackdown …`.
A line `…` stands for any lines, and the day of loading for any day. What is read in full hangs on weights, and a little
on the processor, so no test compares it; whoever has fitted the models anew runs this, and writes into the pages what
it says.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pexpect

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = ("README.md", "docs/figures.md", "docs/origins.md", "docs/why.md")
_FENCED: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COLOURS: Final = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|\r")
_ENDS: Final = re.compile(r"[ \t]+$", re.MULTILINE)
_LOADED: Final = re.compile(r"(?<=loaded )\d{4}-\d\d-\d\d")
_ANY_LINES: Final = r"(?:.*\n)*?"


def main() -> None:
    """Load the samples, ask what the pages ask, and leave with status 1 where an answer is another."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CRACKDOWN_STORE": folder, "CRACKDOWN_READING": "full"}
        on_a_terminal("crackdown load --samples")
        for page in sys.argv[1:] or PAGES:
            for command, answer in answers((ROOT / page).read_text(encoding="utf-8")):
                printed = on_a_terminal(command)
                line = first_other(answer, printed)
                if line is not None:
                    wrong += 1
                    print(f"{page}: {command}\n  no such line, or not there: {line}\n{printed}")
    sys.exit(1 if wrong else 0)


def answers(page: str) -> Iterator[tuple[str, str]]:
    """Yield what a page asks, each with the answer that it shows."""
    before = None
    for block in _FENCED.finditer(page):
        language, text = block.groups()
        if not language and text.startswith("$ crackdown"):
            command, _, answer = text.removeprefix("$ ").partition("\n")
            yield command, answer
        elif not language and before and before[1] == "sh" and not page[before.end() : block.start()].strip():
            yield before[2], text
        before = block


def on_a_terminal(command: str) -> str:
    """Run a command of the shell on a wide terminal; return what is seen, without colours."""
    words = f'crackdown() {{ "{sys.executable}" -m crackdown "$@"; }}; {command}'
    child = pexpect.spawn("bash", ["-c", words], cwd=str(ROOT), dimensions=(50, 250), encoding="utf-8", timeout=300)
    return _ENDS.sub("", _COLOURS.sub("", child.read()))


def first_other(answer: str, printed: str) -> str | None:
    """Return the first line of an answer that is not printed so, or there; None where all are."""
    printed, lines = _LOADED.sub("", printed), _LOADED.sub("", answer).splitlines()
    patterns = [_ANY_LINES if line.strip() == "…" else re.escape(line) + "\n" for line in lines]
    if re.fullmatch("".join(patterns), printed):
        return None
    held = next(held for held in range(len(lines), -1, -1) if re.match("".join(patterns[:held]), printed))
    return lines[held] if held < len(lines) else "(the end)"


if __name__ == "__main__":
    main()
