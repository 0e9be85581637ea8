"""`make dist`: everything that a release consists of, in dist/; run twice on the same commit, the same bytes.

usage: make_dist.py [--output dist]

Source archive, wheel, bill of materials, and SHA256SUMS of the three. Every time inside them is that of the commit. The
build runs with the pinned setuptools of constraints/dev.txt, not with the newest. docs/releasing.md says what is next.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Build all of it anew."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    folder = parser.parse_args().output.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or _time_of_commit()}
    for command in (
        ["-m", "build", "--no-isolation", "--outdir", str(folder)],
        ["-m", "tools.audit", "--output", str(folder / "sbom.json")],
    ):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
    sums = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())
    )
    (folder / "SHA256SUMS").write_text(sums, encoding="ascii")
    print(sums, end="")


def _time_of_commit() -> str:
    if subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, check=True).stdout:
        print("There are changes that no commit holds: nobody else can build the same from it.", file=sys.stderr)
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
