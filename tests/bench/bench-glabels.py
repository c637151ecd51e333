#!/usr/bin/env python3
"""1,000 case labels with Chinese text and QR to PDF: guozhanctl label render against glabels-3-batch on the same CSV.

Both are run as a user would, one after the other, ROUNDS times; processor time is compared, since other work on the
machine stretches the clock of both. Then every page of both files is drawn at 203 dpi and its code is read with
zbar: a label that does not scan is none. Prints ratios, fails only when a code is wrong.
"""
import csv
import glob
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

LABELS = 1000
ROUNDS = 3
HERE = os.path.dirname(os.path.abspath(__file__))
SKIP = 77


def write_data(path):
    uris = []
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow("product grade_class net_content diameter origin packed_on lot number serial uri".split())
        for i in range(LABELS):
            serial = f"6A{i:06d}K7QX"
            uris.append(f"https://trace.example.cn/01/09521234500018/10/60716-014/21/{serial}")
            out.writerow(["脆李", "特级", "5 kg", "38-42 mm", "曲尺乡 青石坝村", "2026-07-16", "60716-014", f"{i:06d}", serial,
                          uris[-1]])
    return uris


def run(folder, *command):
    """Seconds of the clock and of the processor."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (time.monotonic() - began,
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def read_back(folder, name):
    """What zbar reads on each page, in order."""
    subprocess.run(["pdftoppm", "-r", "203", "-mono", f"{name}.pdf", name], cwd=folder, check=True, timeout=1200)
    read = []
    pages = sorted(glob.glob(os.path.join(folder, f"{name}-*.pbm")))
    for at in range(0, len(pages), 50):
        done = subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", *pages[at:at + 50]], capture_output=True, text=True,
                              timeout=600)
        read += done.stdout.split()
    for page in pages:
        os.unlink(page)
    return read


def main():
    for tool in ("glabels-3-batch", "pdftoppm", "zbarimg"):
        if shutil.which(tool) is None:
            print(f"{tool} is not there")
            return SKIP
    commands = {
        "glabels": ("glabels-3-batch", "-i", "labels.csv", "-o", "glabels.pdf", os.path.join(HERE, "case-60x40.glabels")),
        "guozhan": (os.environ["GUOZHANCTL"], "label", "render", "--template", "case-60x40", "--to", "pdf", "--out",
                    "guozhan.pdf", "labels.csv"),
    }
    with tempfile.TemporaryDirectory(prefix="guozhan-bench-") as folder:
        uris = write_data(os.path.join(folder, "labels.csv"))
        best = {}
        for turn in range(ROUNDS):
            took = {name: run(folder, *command) for name, command in commands.items()}
            best = {name: min(best.get(name, took[name]), took[name], key=lambda pair: pair[1]) for name in took}
            print(f"round {turn + 1}: " + ", ".join(f"{name} {wall:.2f} s (processor {cpu:.2f} s)"
                                                    for name, (wall, cpu) in took.items())
                  + f": {took['glabels'][1] / took['guozhan'][1]:.1f} times less work")
        print(f"best of {ROUNDS}: {best['glabels'][1] / best['guozhan'][1]:.1f} times less work than glabels-3-batch, "
              f"{best['glabels'][0] / best['guozhan'][0]:.1f} times as fast by the clock")
        for name in commands:
            size = os.path.getsize(os.path.join(folder, f"{name}.pdf"))
            right = read_back(folder, name) == uris
            print(f"{name}: {size // LABELS} bytes a label, every code {'read' if right else 'WRONG'}")
            if not right:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
