"""Pin every dependency with hashes into constraints/, for all platforms and Python versions at once.

No address of an index is written: pip takes them from wherever it is set up to. Run with `make constraints`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")


def compile_constraints(target: str, *options: str) -> None:
    """Resolve pyproject.toml with `options` into constraints/`target`."""
    command = [str(UV), "pip", "compile", "pyproject.toml", *options]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-annotate"]
    command += [
        "--custom-compile-command",
        "make constraints",
        "--output-file",
        f"constraints/{target}",
        "--quiet",
        "--upgrade",
    ]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    compile_constraints("run.txt")
    compile_constraints("notebook.txt", "--extra", "notebook", "--constraint", "constraints/run.txt")
    compile_constraints("dev.txt", "--group", "dev", "--constraint", "constraints/notebook.txt")
