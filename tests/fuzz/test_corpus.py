"""Each hostile file is read or refused, within 2 seconds of processor and 1 GB; it reaches and writes nothing."""

import pytest

from tests.fuzz import hostile
from tests.fuzz.judging import MEMORY_BYTES, Judge
from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS

FILES = list(hostile.files())
SHORT_RUN = 25  # inputs a target


@pytest.mark.parametrize(("target", "name", "content"), FILES, ids=[f"{target}-{name}" for target, name, _ in FILES])
def test_hostile_file_is_read_or_refused(judge: Judge, target: str, name: str, content: bytes) -> None:
    verdict = judge.judge(target, content)
    assert verdict.outcome in {"read", "refused"}, verdict.told
    assert verdict.memory_bytes <= MEMORY_BYTES


@pytest.mark.parametrize("target", TARGETS)
def test_altered_hostile_files_are_read_or_refused(judge: Judge, target: str) -> None:
    """A short run, the same each time; `make fuzz` runs as long as it is let."""
    faults = []
    for content in mutated([content for given, _, content in FILES if given == target], count=SHORT_RUN, seed=target):
        verdict = judge.judge(target, content)
        if verdict.outcome == "fault":
            faults.append(f"{content!r}: {verdict.told}")
    assert faults == []


def test_good_file_of_each_target_is_read(judge: Judge) -> None:
    """Else the others would be refused for nothing."""
    plain = {target: judge.judge(target, content) for target, name, content in FILES if name == "plain"}
    assert set(plain) == set(TARGETS)
    assert {target: verdict.told for target, verdict in plain.items() if verdict.outcome != "read"} == {}


@pytest.mark.parametrize(
    ("target", "what"),
    [("loops", "it takes more than 2 s"), ("swells", "it takes all the memory there is"), ("dies", "SIGSEGV"),
     ("calls", "socket.connect"), ("writes", "it writes"), ("leaks", "it holds what stands in")],
)  # fmt: skip
def test_judge_finds_faults(judge: Judge, target: str, what: str) -> None:
    verdict = judge.judge(f"fault:{target}", b"")
    assert verdict.outcome == "fault"
    assert what in verdict.told
