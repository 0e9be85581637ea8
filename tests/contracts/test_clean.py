"""No file names a package registry or a path of somebody's machine."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Spelled in pieces so that this file does not match itself.
REGISTRY = re.compile(
    r"https?://[^/\s\"']*(?:reg" r"istry\.npm|pyp" r"i\.org|pythonh" r"osted|unpk" r"g\.com|jsdel" r"ivr)"
)
MACHINE = re.compile(r"(?<![\w./-])/(?:wo" r"rk|ro" r"ot|ho" r"me|tm" r"p)/[\w.]")
ALLOWED = {"tests/contracts/test_clean.py"}


def test_no_registry_and_no_machine_path():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    found = []
    for name in listed:
        path = ROOT / name
        if not name or name in ALLOWED or path.is_symlink() or path.suffix in {".png", ".woff2", ".npz", ".onnx"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name}: {match[0]}" for pattern in (REGISTRY, MACHINE) for match in pattern.finditer(text)]
    assert not found
