#!/usr/bin/env python3
"""Power cuts while batches of fruits are appended.

crashfs keeps what the disk would hold and copies it away at random instants. In every copy each batch that was
acknowledged before is there, whole, once and in order, and at most one more. With a disk that lies about its syncs the
same test must find losses.

fruit-cut.py CRASHFS.SO TEST-DB-FRUIT-STORE [--cuts N] [--lie]
"""
import argparse
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time

LONGEST_S = 60
RUN = "1"


def preload(crashfs, program):
    """With AddressSanitizer its library must come first."""
    needed = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    asan = [line.split("=>")[1].split()[0] for line in needed.splitlines() if "libasan" in line]
    return ":".join(asan + [crashfs])


def append(args, path, shadow):
    """Answers when each batch was acknowledged, monotonic ns; they are numbered from 0."""
    settings = {"CRASHFS_FILE": path, "CRASHFS_SHADOW": shadow, "CRASHFS_CUTS": str(args.cuts), "CRASHFS_EVERY": "25",
                "CRASHFS_KEEP": "30", "CRASHFS_SEED": str(args.seed), "LD_PRELOAD": preload(args.crashfs, args.program)}
    if args.lie:
        settings["CRASHFS_LIE"] = "1"
    child = subprocess.Popen([args.program, "--append", path, RUN, "0"], stdout=subprocess.PIPE, bufsize=0,
                             env=dict(os.environ, **settings))
    acknowledged = []

    def listen():
        while number := child.stdout.read(4):
            acknowledged.append(time.monotonic_ns())
            assert struct.unpack("=I", number)[0] == len(acknowledged) - 1, number

    listener = threading.Thread(target=listen)
    listener.start()
    last = os.path.join(shadow, f"cut-{args.cuts:04d}", "at")
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until and not os.path.exists(last) and child.poll() is None:
        time.sleep(0.02)
    child.kill()
    assert child.wait() == -9, "it ended by itself"
    listener.join()
    return acknowledged


def look(args, folder, acknowledged):
    """What is wrong with the file of one cut, as a sentence."""
    file = os.path.join(folder, "station.db")  # crashfs calls every copy so
    assert os.path.exists(file), file
    with open(os.path.join(folder, "at"), encoding="ascii") as text:
        at = int(text.read())
    due = sum(1 for when in acknowledged if when < at)
    done = subprocess.run([args.program, "--count", file, RUN], capture_output=True, text=True)
    if done.returncode != 0:
        return f"damaged: {done.stderr.strip()}"
    there = int(done.stdout)
    if there < due:
        return f"{due - there} of {due} acknowledged batches are lost"
    return f"{there} batches, where {len(acknowledged)} were ever acknowledged" if there > len(acknowledged) + 1 else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("crashfs")
    parser.add_argument("program")
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(1, 1 << 30))
    parser.add_argument("--lie", action="store_true", help="the control: syncs do nothing, losses must be found")
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    folder = tempfile.mkdtemp(prefix="guo-fruit-cut-")
    try:
        shadow = os.path.join(folder, "shadow")
        os.mkdir(shadow)
        acknowledged = append(args, os.path.join(folder, "fruit.db"), shadow)
        cuts = sorted(name for name in os.listdir(shadow) if name.startswith("cut-"))
        print(f"{len(acknowledged)} batches acknowledged, {len(cuts)} cuts", flush=True)
        bad = {name: wrong for name in cuts
               if (wrong := look(args, os.path.join(shadow, name), acknowledged))}
    finally:
        shutil.rmtree(folder)
    for name, wrong in list(bad.items())[:10]:
        print(name, wrong)
    print(f"{len(cuts) - len(bad)} of {len(cuts)} cuts are whole")
    if args.lie:
        return 0 if len(bad) > len(cuts) // 2 else 1
    return 1 if bad or len(cuts) != args.cuts or len(acknowledged) < 10 else 0


sys.exit(main())
