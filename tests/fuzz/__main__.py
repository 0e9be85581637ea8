"""`make fuzz`: look for inputs that a reader cannot take, for as long as it is let; what is found is kept in .fuzz/.

Each target goes on from where the last run ended. Where atheris is not (it has wheels for Linux on x86-64), inputs are
altered at random.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import itertools
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz import hostile
from tests.fuzz.judging import Judge
from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".fuzz"
_LONGEST = 60_000


def main() -> int:
    """Search; return the exit status: 1 where a fault was found, or an earlier one is still there."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}; all where none is named")
    parser.add_argument("--seconds", type=float, default=600.0, help="for each target")
    parser.add_argument("--folder", type=Path, default=KEPT, help="where inputs and findings are kept")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no target is named {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    faults = 0
    with Judge() as judge:
        for name in options.targets or TARGETS:
            folder = options.folder / name
            for part in ("seeds", "corpus", "findings"):
                (folder / part).mkdir(parents=True, exist_ok=True)
            _search(name, folder, options.seconds, judge)
            faults += _judged(name, folder / "findings", judge)
    return 1 if faults else 0


def _search(name: str, folder: Path, seconds: float, judge: Judge) -> None:
    seeds = [content for target, _, content in hostile.files() if target == name]
    end = time.monotonic() + seconds
    if importlib.util.find_spec("atheris") is None:
        for turn in itertools.count():
            for content in mutated(seeds, count=100, seed=f"{name} {time.time_ns()} {turn}"):
                if judge.judge(name, content).outcome == "fault":
                    (folder / "findings" / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
                if time.monotonic() > end:
                    return
    for content in seeds:
        (folder / "seeds" / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content[:_LONGEST])
    while (left := end - time.monotonic()) > 1:  # libFuzzer ends at an input that hangs or breaks the interpreter
        command = [
            sys.executable, "-m", "tests.fuzz.guided", name, str(folder), str(folder / "corpus"), str(folder / "seeds"),
            f"-artifact_prefix={folder / 'findings'}/", f"-max_total_time={int(left)}", f"-max_len={_LONGEST}",
            "-timeout=60", "-rss_limit_mb=3000", "-report_slow_units=600", "-verbosity=0", "-close_fd_mask=1",
        ]  # fmt: skip
        quiet = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        try:  # it reads all that is kept before it looks at its own clock, which takes minutes on a busy machine
            subprocess.run(command, cwd=ROOT, check=False, timeout=left, **quiet)
        except subprocess.TimeoutExpired:
            return


def _judged(name: str, findings: Path, judge: Judge) -> int:
    """Read each finding anew within the limits, and tell of those that are faults; a search is slower than a reader."""
    faults = 0
    for path in sorted(findings.iterdir()):
        verdict = judge.judge(name, path.read_bytes())
        if verdict.outcome == "fault":
            faults += 1
            print(f"{path}: {verdict.told}\n")
        else:
            path.unlink()
    print(f"{name}: {faults} faults; {sum(1 for _ in (findings.parent / 'corpus').iterdir())} inputs kept", flush=True)
    return faults


if __name__ == "__main__":
    sys.exit(main())
