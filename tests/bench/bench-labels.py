#!/usr/bin/env python3
"""1,000 case labels of one layout and the same data to a TCP port, one table: ours in each printer's language, and packed and
printed by a station, against glabels-3-batch to PDF and CUPS' gstoraster and rastertolabel to ZPL and EPL2.

CUPS begins with a PDF of ours, which is not counted. Bytes that went over the wire, labels a second from the start of a
program until the port has all, processor time of a label. Best of so many rounds; a peer that is not installed is left out
with a sentence. Fails only when the port gets nothing, or another number of labels from the station than it packed.
"""
import argparse
import importlib
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..")]
import station  # noqa: E402

cups = importlib.import_module("bench-printer")
line = importlib.import_module("bench-line")

A_COMMAND = 50  # cases of one


class Port(threading.Thread):
    """Where the printer would be: keeps what comes."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.got, self.ended = bytearray(), threading.Semaphore(0)

    def run(self):
        while True:
            link, _ = self.listener.accept()
            with link:
                while data := link.recv(65536):
                    self.got += data
            self.ended.release()

    def take(self):
        """What came since, once its sender has gone."""
        if not self.ended.acquire(timeout=station.WAIT_S):  # pylint: disable=consider-using-with
            raise RuntimeError("the port's sender did not end")
        got, self.got = self.got, bytearray()
        return got

    def connect(self):
        return socket.create_connection(self.listener.getsockname())


def render(folder, kind, link):
    subprocess.run([os.environ["GUOZHANCTL"], "label", "render", "--template", "case-60x40", "--to", kind, "labels.csv"],
                   cwd=folder, check=True, stdout=link, timeout=600)


def glabels(folder, _, link):
    subprocess.run(["glabels-3-batch", "-i", "labels.csv", "-o", "glabels.pdf", os.path.join(HERE, "case-60x40.glabels")],
                   cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    send(folder, "glabels.pdf", link)


def rastertolabel(folder, printer, link):
    cups.through_cups(folder, "guozhan.pdf", printer, printer)
    send(folder, printer, link)


def send(folder, name, link):
    with open(os.path.join(folder, name), "rb") as file:
        link.sendfile(file)


def took(port, function, *arguments):
    """Bytes, seconds of the clock and of the processor."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with port.connect() as link:
        function(*arguments, link)
    size = len(port.take())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return size, time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def by_station(labels):
    """The same layout: cases packed, written to the log, their labels printed one by one; never fewer than were packed."""
    port = Port()
    port.start()
    with station.Station() as it:
        it.start()
        face = it.face()
        _, lots = line.centre(face)
        body = {"lot": lots[0], "grade_class": "first", "nominal_mg": 1_000_000, "printer": line.bind_printer(face, port)}
        face.post("/v1/cases", {**body, "count": 1})
        wait_for(port, 1)
        size, (cpu, _), began = len(port.got), line.cpu_s(it), time.monotonic()
        for at in range(0, labels, A_COMMAND):
            face.post("/v1/cases", {**body, "count": min(A_COMMAND, labels - at)})
        wait_for(port, labels + 1)
        seconds, cpu = time.monotonic() - began, line.cpu_s(it)[0] - cpu
        face.close()
    if port.got.count(b"^XZ") != labels + 1:
        raise RuntimeError(f"{port.got.count(b'^XZ')} labels came of {labels + 1}")
    return len(port.got) - size, seconds, cpu


def wait_for(port, labels):
    until = time.monotonic() + 10 * station.WAIT_S
    while port.got.count(b"^XZ") < labels:
        if time.monotonic() > until:
            raise RuntimeError(f"{port.got.count(b'^XZ')} labels came of {labels}")
        time.sleep(0.02)


def contestants():
    for kind in ("zpl", "tspl", "escpos", "pdf"):
        yield f"guozhan, {kind}", render, kind
    if shutil.which("glabels-3-batch"):
        yield "glabels-3-batch, pdf", glabels, None
    else:
        print("glabels-3-batch is not there")
    if missing := cups.missing_tools():
        print("not there:", *missing)
        return
    yield "rastertolabel, zpl", rastertolabel, "zebra"
    yield "rastertolabel, epl2", rastertolabel, "zebraep2"


def prepare(folder, labels):
    cups.write_data(os.path.join(folder, "labels.csv"), labels)
    cups.render(folder, "labels.csv", "pdf", "guozhan.pdf")
    if not cups.missing_tools():
        cups.make_descriptions(folder)


def show(best, labels):
    size, seconds, cpu = best["guozhan, zpl"]
    print(f"{labels:<24}{'bytes/label':>12}{'labels/s':>10}{'CPU ms/label':>14}   against guozhan's zpl: bytes, clock, processor")
    for name, row in best.items():
        print(f"{name:24}{row[0] // labels:12}{labels / row[1]:10.0f}{1000 * row[2] / labels:14.2f}"
              f"{row[0] / size:26.2f}{row[1] / seconds:7.2f}{row[2] / max(cpu, 1e-9):11.2f}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--labels", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=1)
    chosen = options.parse_args()
    port, best = Port(), {}
    port.start()
    with tempfile.TemporaryDirectory(prefix="guozhan-bench-") as folder:
        prepare(folder, chosen.labels)
        rows = list(contestants())
        for _ in range(chosen.rounds):
            for name, function, what in rows:
                row = took(port, function, folder, what)
                best[name] = min(best.get(name, row), row, key=lambda of: of[2])
    best["guozhan, by a station"] = by_station(chosen.labels)
    show(best, chosen.labels)
    return 0 if all(row[0] for row in best.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
