#!/usr/bin/python3
"""Byte to screen: from the moment a scale's bytes are read in the daemon to the frame in which its digits are painted.

The real window under Xvfb weighs beside a moving simulated scale for some seconds; prints p50, p99 and the frame's
length at 60 Hz, asserts nothing."""
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "ui"))

import desktop  # noqa: E402
import work     # noqa: E402

SECONDS = 25
FRAME_US = 1_000_000 / 60


def bench(screen, practice):
    work.prepare(practice).close()
    program = screen.start(practice.database, GUOZHAN_DEBUG="latency")
    work.log_in(screen)
    work.deliver(screen)
    log = screen.folder / "guozhan.log"
    begin = log.stat().st_size
    time.sleep(SECONDS)
    text = log.read_text(errors="replace")[begin:]
    program.close(screen)
    micros = sorted(int(us) for us in re.findall(r"latency (\d+) us", text))
    if not micros:
        raise RuntimeError("no digits were painted")
    p50, p99 = micros[len(micros) // 2], micros[min(len(micros) - 1, int(len(micros) * 0.99))]
    late = sum(us > 2 * FRAME_US for us in micros)
    print(f"byte to screen, {len(micros)} readings: p50 {p50 / 1000:.1f} ms ({p50 / FRAME_US:.2f} frames), "
          f"p99 {p99 / 1000:.1f} ms ({p99 / FRAME_US:.2f} frames), {late} later than two frames")


desktop.run(bench)
