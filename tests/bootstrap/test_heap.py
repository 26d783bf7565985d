"""Threads share one heap: counted by what the C library itself says of its arenas."""

import subprocess
import sys
from pathlib import Path

import pytest

COUNTS = """
import ctypes, sys, threading
from screenpop.bootstrap.heap import share_one_heap

if sys.argv[2] == "shared":
    share_one_heap()
held = []
def allocate():
    held.extend(bytes(2000) for _ in range(200))
    meeting.wait()
meeting = threading.Barrier(8)
threads = [threading.Thread(target=allocate) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
file = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
"""


def heaps(folder: Path, how: str) -> int:
    told = folder / how
    subprocess.run([sys.executable, "-c", COUNTS, told, how], check=True, timeout=30)
    return told.read_text().count("<heap nr=")


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc gives each thread an arena of its own")
def test_threads_share_one_heap(tmp_path: Path):
    assert heaps(tmp_path, "shared") == 1
    assert heaps(tmp_path, "apart") > 1
