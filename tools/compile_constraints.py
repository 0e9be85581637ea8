"""Pin every dependency with hashes into constraints/, for all platforms and Python versions at once.

No address of an index is written: pip takes them from wherever it is set up to. PyTorch is not pinned, nor what it
alone needs: which of its wheels pip takes, for processors or for graphics cards, is for its own settings to say.
`make constraints` takes the newest of everything; `python tools/compile_constraints.py --keep` pins what is new and
leaves every other pin.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")


def compile_constraints(target: str, *options: str) -> None:
    """Resolve pyproject.toml with `options` into constraints/`target`."""
    command = [str(UV), "pip", "compile", "pyproject.toml", *options]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-annotate"]
    command += ["--custom-compile-command", "make constraints", "--output-file", f"constraints/{target}", "--quiet"]
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> None:
    """Compile the four files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="leave the versions that are pinned as they are")
    upgrade = () if parser.parse_args().keep else ("--upgrade",)
    full = ("--extra", "full")  # what `make run` reads with
    compile_constraints("run.txt", *full, *upgrade)
    compile_constraints("notebook.txt", *full, "--extra", "notebook", "--constraint", "constraints/run.txt", *upgrade)
    compile_constraints("dev.txt", *full, "--group", "dev", "--constraint", "constraints/notebook.txt", *upgrade)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as left_out:
        left_out.write("torch; sys_platform == 'none'\n")  # true nowhere
        left_out.flush()
        without = "--override", left_out.name, "--no-emit-package", "torch"
        compile_constraints("train.txt", "--extra", "train", "--constraint", "constraints/dev.txt", *without, *upgrade)


if __name__ == "__main__":
    main()
