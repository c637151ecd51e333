#!/usr/bin/env python3
"""A day at full speed in small: 24 lanes of 15 fruit a second into an open run, while crates are weighed and labels packed and
printed, against the same work without the line in the same run of the same daemon (before and behind it).

Every fruit that went over the wire has to be judged and stored, else the exit status is 1; the figures are only printed.
"""
import argparse
import collections
import concurrent.futures
import glob
import http.client
import os
import re
import select
import socket
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import station  # noqa: E402

LANES, CUPS = 24, 15
RATE, STEP_S = LANES * CUPS, 0.05   # fruit a second
WARM_UP_S = 3
LINE_THREADS = ("transport", "grader")
WEIGH_EVERY_S, PACK_EVERY_S, LABELS = 0.1, 1.0, 2
SUPERVISOR, PIN = "站长", "9999"


class Line(threading.Thread):
    """Stands between the machine and the station: takes its lines from the start, since a tenth of its cups is empty, and hands
    RATE fruit a second on. Counts them."""

    def __init__(self, machine):
        super().__init__(daemon=True)
        self.machine = machine
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.begin, self.over = threading.Event(), threading.Event()
        self.lines, self.rest = collections.deque(), b""
        self.fruit = 0

    def take(self, machine, until):
        """What comes until then."""
        while (left := until - time.monotonic()) > 0:
            if not select.select([machine], [], [], left)[0]:
                return
            *lines, self.rest = (self.rest + machine.recv(65536)).split(b"\n")
            self.lines.extend(line + b"\n" for line in lines)

    def hand_on(self, fruit):
        lines = []
        while self.lines and self.fruit < fruit:
            lines.append(self.lines.popleft())
            self.fruit += lines[-1].startswith(b"$GF,")
        return b"".join(lines)

    def run(self):
        client, _ = self.listener.accept()
        with client, socket.create_connection(("127.0.0.1", self.machine)) as machine:
            while not self.begin.is_set():
                self.take(machine, time.monotonic() + STEP_S)
            began = time.monotonic()
            while not self.over.is_set():
                client.sendall(self.hand_on(int((time.monotonic() - began) * RATE)))
                self.take(machine, time.monotonic() + STEP_S)


class Paper(threading.Thread):
    """A printer's port: takes all, says nothing."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.bytes = 0

    def run(self):
        while True:
            link, _ = self.listener.accept()
            threading.Thread(target=self.take, args=(link,), daemon=True).start()

    def take(self, link):
        with link:
            while data := link.recv(65536):
                self.bytes += len(data)


class Screen(threading.Thread):
    """A page that stays open on the run."""

    def __init__(self, face):
        super().__init__(daemon=True)
        self.face, self.lines = face, 0

    def run(self):
        try:
            self.face.connection.request("GET", "/v1/live?topics=grade,weight")
            with self.face.connection.getresponse() as live:
                while live.readline():
                    self.lines += 1
        except (OSError, http.client.HTTPException):
            pass    # the station has ended


def address(thread):
    return f"tcp:127.0.0.1:{thread.listener.getsockname()[1]}"


def centre(face):
    """A centre with fruit enough in two lots."""
    face.post("/v1/users", {"name": SUPERVISOR, "role": "supervisor", "pin": PIN})
    face.log_in(SUPERVISOR, PIN)
    face.post("/v1/centre", {"name": "中心"})
    product = face.post("/v1/products", {"name": "脆李", "kind": "plum"})["id"]
    village = face.post("/v1/villages", {"name": "青石坝村", "township": "曲尺乡", "county": "巫山县"})["id"]
    cooperative = face.post("/v1/parties", {"kind": "cooperative", "name": "青石坝合作社", "code": "QS", "village": village})["id"]
    grower = face.post("/v1/parties", {"kind": "grower", "name": "李长顺", "cooperative": cooperative, "village": village})["id"]
    plot = face.post("/v1/plots", {"grower": grower, "name": "坡上", "area_mu": "4.2", "village": village, "product": product})["id"]
    lots = [face.post("/v1/deliveries", {"cooperative": cooperative, "product": product, "certificate_received": True,
                                         "sources": [{"grower": grower, "plot": plot}]})["lots"][0]["id"] for _ in range(2)]
    for lot in lots:
        face.post("/v1/weighings", {"lot": lot, "typed": True, "gross_mg": 9_000_000_000, "tare_mg": 0, "reason": "bench"})
    return product, lots


def bind_printer(face, paper):
    return face.post("/v1/devices", {"name": "标签机", "kind": "printer", "address": address(paper), "language": "zpl",
                                     "dpi": 203})["id"]


def set_up(face, line, paper):
    """The open run, and what is done beside it."""
    product, lots = centre(face)
    printer = bind_printer(face, paper)
    scale = face.post("/v1/devices", {"name": "秤", "kind": "scale", "address": "sim:yaohua-tf0", "protocol": "yaohua-tf0",
                                      "max_mg": 150_000_000, "e_mg": 50_000})["id"]
    scheme = face.post("/v1/grade-schemes", {"shipped": "centre-plum", "product": product})["id"]
    machine = face.post("/v1/devices", {"name": "线", "kind": "grader", "protocol": "guozhan-line", "address": address(line)})["id"]
    run = face.post("/v1/grade-runs", {"scheme": scheme, "machine": machine, "lots": [{"lot": lots[0], "mg": 9_000_000_000}]})["id"]
    return {"weigh": {"lot": lots[1], "scale": scale, "simulated_mg": 20_000_000}, "run": run,
            "pack": {"lot": lots[1], "grade_class": "first", "nominal_mg": 5_000_000, "count": LABELS, "printer": printer}}


def every(it, seconds, until, path, body, times):
    """One request each so many seconds, and how long each took."""
    face = it.face(SUPERVISOR, PIN)
    due = time.monotonic()
    while due < until:
        time.sleep(max(0, due - time.monotonic()))
        began = time.perf_counter()
        face.post(path, body)
        times.append(1000 * (time.perf_counter() - began))
        due = max(due + seconds, time.monotonic())
    face.close()


def cpu_s(it):
    """Of the whole daemon (/proc/PID/stat keeps also threads that have ended), and of the threads that hear machines and write
    their fruit."""
    with open(f"/proc/{it.daemon.pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    line_ns = 0
    for task in glob.glob(f"/proc/{it.daemon.pid}/task/*"):
        with open(task + "/comm", encoding="ascii") as comm, open(task + "/schedstat", encoding="ascii") as stat:
            line_ns += int(stat.read().split()[0]) if comm.read().strip() in LINE_THREADS else 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), line_ns / 1e9


def rss_mb(it):
    with open(f"/proc/{it.daemon.pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def wal_mb(it):
    return sum(os.path.getsize(path) for path in glob.glob(it.database + "-wal") + glob.glob(it.database + ".d/*-wal")) / 1e6


class Phase:
    """The daily work for a while: what it cost, and how long a weighing took."""

    def __init__(self):
        self.seconds = self.cpu = self.line_cpu = self.wal = 0
        self.weighing, self.packing = [], []

    def work(self, it, made, seconds):
        began, (cpu, line_cpu), until = time.monotonic(), cpu_s(it), time.monotonic() + seconds
        with concurrent.futures.ThreadPoolExecutor() as pool:
            hands = [pool.submit(every, it, WEIGH_EVERY_S, until, "/v1/weighings", made["weigh"], self.weighing),
                     pool.submit(every, it, PACK_EVERY_S, until, "/v1/cases", made["pack"], self.packing)]
            while not all(hand.done() for hand in hands):
                time.sleep(0.2)
                self.wal = max(self.wal, wal_mb(it))
            for hand in hands:
                hand.result()
        self.seconds += time.monotonic() - began
        end = cpu_s(it)
        self.cpu, self.line_cpu = self.cpu + end[0] - cpu, self.line_cpu + end[1] - line_cpu


def centile(times, percent):
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def print_phases(without, with_line, fruit):
    print(f"{'':24}{'without line':>14}{'with line':>14}{'ratio':>8}")
    for name, of in (("weighing, median ms", lambda p: centile(p.weighing, 50)), ("weighing, p99 ms", lambda p: centile(p.weighing, 99)),
                     ("packing, median ms", lambda p: centile(p.packing, 50)),
                     ("daemon CPU, ms/s", lambda p: 1000 * p.cpu / p.seconds),
                     ("of the line's threads", lambda p: 1000 * p.line_cpu / p.seconds)):
        print(f"{name:24}{of(without):14.1f}{of(with_line):14.1f}{of(with_line) / max(of(without), 1e-9):8.2f}")
    print(f"{'weighings':24}{len(without.weighing):14}{len(with_line.weighing):14}")
    print(f"{'largest WAL files, MB':24}{without.wal:14.1f}{with_line.wal:14.1f}")
    print(f"CPU for 1,000 fruit: {1000 * with_line.cpu / max(fruit, 1):.3f} s with all the other work, "
          f"{1000 * (with_line.line_cpu - without.line_cpu) / max(fruit, 1):.4f} s of the line's threads")


def settle(face, run, fruit):
    """Closes the run once all is heard, or nothing came for some seconds. Its row."""
    until = time.monotonic() + 10
    while time.monotonic() < until and face.get(f"/v1/grade-runs/{run}")["fruit"]["n"] < fruit:
        time.sleep(0.2)
    return face.post(f"/v1/grade-runs/{run}/close", {"reason": "bench"})["fruit"]


def stored(it, run):
    """The file itself, by another program's eyes."""
    with sqlite3.connect(f"file:{it.database}.d/fruit.db?mode=ro", uri=True) as db:
        return db.execute("SELECT n FROM run WHERE run = ?", (run,)).fetchone()[0]


def bench(it, machine, seconds):
    line, paper = Line(machine), Paper()
    line.start()
    paper.start()
    screen, face = Screen(it.face()), it.face()
    made = set_up(face, line, paper)
    screen.start()
    Phase().work(it, made, WARM_UP_S)
    without, with_line = Phase(), Phase()
    without.work(it, made, seconds / 2)
    rss = rss_mb(it)
    line.begin.set()
    with_line.work(it, made, seconds)
    line.over.set()
    line.join(station.WAIT_S)
    rss_end = rss_mb(it)
    without.work(it, made, seconds / 2)
    fruit = settle(face, made["run"], line.fruit)
    face.close()
    judged, kept = sum(row["n"] for row in fruit["classes"]), stored(it, made["run"])
    print_phases(without, with_line, line.fruit)
    print(f"memory: {rss:.1f} MB before the line, {rss_end:.1f} MB at its end")
    print(f"labels: {LABELS * (len(without.packing) + len(with_line.packing))} packed, {paper.bytes} bytes to the printer; "
          f"{screen.lines} lines to the screen")
    print(f"fruit: {line.fruit} sent ({line.fruit / with_line.seconds:.0f} a second), {judged} judged, {kept} stored; "
          f"{fruit['lost']} lost, {fruit['rejected']} rejected, {fruit['overrun']} without room")
    return line.fruit > 0 and paper.bytes > 0 and line.fruit == judged == kept


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=40, help="of the line; as long without it")
    seconds = options.parse_args().seconds
    simulator = subprocess.Popen([os.environ["GUOZHANCTL"], "sim", "guozhan-line", "--lanes", str(LANES), "--cups", str(CUPS),
                                  "--batch", "10000000", "--scenario", "good", "--listen", "127.0.0.1:0"],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ, LANGUAGE="en", LC_ALL="C.UTF-8"))
    try:
        machine = int(re.search(r":(\d+),", simulator.stdout.readline()).group(1))
        with station.Station() as it:
            it.start()
            return 0 if bench(it, machine, seconds) else 1
    finally:
        simulator.terminate()
        simulator.wait(station.WAIT_S)


if __name__ == "__main__":
    sys.exit(main())
