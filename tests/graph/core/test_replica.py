"""A worker's copy of the graph in memory: it gets pages of its own ahead, and reads what it read before."""

import subprocess
import sys

import pytest

COPY = """
import os, pathlib, socket
from crackdown.graph.serving import replica

held = bytearray(os.urandom(1 << 20)) * 24
print(hash(bytes(held)), flush=True)
if not os.fork():
    ours, theirs = socket.socketpair()
    replica.touch(ours)
    told = dict(line.split(":") for line in pathlib.Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    print(hash(bytes(held)), sum(int(told[name].split()[0]) for name in ("Private_Dirty", "Private_Clean")), flush=True)
    os._exit(0)
os.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="pages are given ahead on Linux alone")
def test_a_copy_has_pages_of_its_own_and_the_same_in_them():
    said = subprocess.run([sys.executable, "-c", COPY], capture_output=True, text=True, check=True).stdout
    before, after, kilobytes = said.split()
    assert after == before
    assert int(kilobytes) >= 24 << 10
