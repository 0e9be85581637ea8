"""The Python of the documentation runs, in its order, in one notebook over the sample announcements.

Where a block marked `text` follows, it is what the block before it gives.
"""

import re
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_the_python_of_a_page_runs(page, samples, monkeypatch):
    monkeypatch.setenv("CRACKDOWN_STORE", str(samples))
    shell = InteractiveShell()
    result, ran = None, 0
    for language, block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
        if language == "text":
            assert repr(result) == block.rstrip("\n")
            continue
        done = shell.run_cell(block)
        done.raise_error()
        result, ran = done.result, ran + 1
    assert ran > 0
