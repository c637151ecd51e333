#!/usr/bin/env python3
"""Power cuts while four clients weigh at full speed.

crashfs keeps what the disk would hold and copies it away at random instants. Of every copy: nothing that was
acknowledged before it is missing, nothing is there twice, the log has no gap, its leaves and checkpoints hold, the
views equal a rebuild. Some copies get a daemon again: a command that was sent before is answered as before.
With a disk that lies about its syncs the same test must find losses.

power-cut.py CRASHFS.SO [--cuts N] [--lie]
"""
import argparse
import concurrent.futures
import os
import random
import secrets
import shutil
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import station  # noqa: E402

CLIENTS = 4
LONGEST_S = 60
REVIVED = 5
SUPERVISOR, PIN = "站长", "9999"


def preload(crashfs):
    """With AddressSanitizer its library must come first."""
    needed = subprocess.run(["ldd", os.environ["GUOZHAND"]], capture_output=True, text=True, check=True).stdout
    asan = [line.split("=>")[1].split()[0] for line in needed.splitlines() if "libasan" in line]
    return asan + [crashfs]


def prepare(it):
    """A supervisor, a cooperative, a grower, an open delivery; answers the lot."""
    it.start()
    face = it.face()
    face.post("/v1/users", {"name": SUPERVISOR, "role": "supervisor", "pin": PIN})
    face.log_in(SUPERVISOR, PIN)
    face.post("/v1/centre", {"name": "中心"})
    product = face.post("/v1/products", {"name": "脆李", "kind": "plum"})["id"]
    cooperative = face.post("/v1/parties", {"kind": "cooperative", "name": "青石坝合作社", "code": "QS"})["id"]
    grower = face.post("/v1/parties", {"kind": "grower", "name": "李长顺", "cooperative": cooperative})["id"]
    delivery = face.post("/v1/deliveries", {"cooperative": cooperative, "product": product,
                                            "sources": [{"grower": grower}], "certificate_received": True})
    face.close()
    it.stop()
    return delivery["lots"][0]["id"]


def body_of(lot, number):
    """A crate; now and then a truck's first weighing, or a deduction."""
    if number % 10 == 3:
        return {"lot": lot, "mg": 7000000000 + number * 50000, "reason": "power cut"}
    if number % 10 == 7:
        return {"lot": lot, "kind": "mass", "mg": 100000 + number, "reason": "leaf"}
    return {"lot": lot, "typed": True, "gross_mg": 20000000 + number * 50000, "tare_mg": 1850000, "reason": "power cut"}


def path_of(body):
    if "kind" in body:
        return "/v1/deductions"
    return "/v1/weighings" if "typed" in body else "/v1/vehicle-weighings"


def mass_of(body):
    return body["gross_mg"] if "typed" in body else body["mg"]


class Client(threading.Thread):
    """Weighs until told to stop; notes what was sent, and when each answer came."""

    def __init__(self, it, lot, index, over):
        super().__init__()
        self.it, self.lot, self.index, self.over = it, lot, index, over
        self.acknowledged = []  # (monotonic ns, command id, body, answer)
        self.failure = None

    def run(self):
        try:
            face = self.it.face(SUPERVISOR, PIN)
            for number in range(100000):
                if self.over.is_set():
                    return
                command, body = secrets.token_hex(16), body_of(self.lot, number * CLIENTS + self.index)
                answer = face.post(path_of(body), body, command)
                self.acknowledged.append((time.monotonic_ns(), command, body, answer))
        except Exception as failure:  # told by the main thread
            self.failure = failure


def weigh(it, lot, shadow, args):
    settings = {"CRASHFS_FILE": it.database, "CRASHFS_SHADOW": shadow, "CRASHFS_CUTS": str(args.cuts),
                "CRASHFS_EVERY": "40", "CRASHFS_KEEP": "30", "CRASHFS_SEED": str(args.seed)}
    if args.lie:
        settings["CRASHFS_LIE"] = "1"
    it.start(preload=preload(args.crashfs), environment=settings)
    over = threading.Event()
    clients = [Client(it, lot, i, over) for i in range(CLIENTS)]
    for client in clients:
        client.start()
    until = time.monotonic() + LONGEST_S
    last = os.path.join(shadow, f"cut-{args.cuts:04d}", "at")
    while time.monotonic() < until and not os.path.exists(last) and not any(c.failure for c in clients):
        time.sleep(0.05)
    over.set()
    for client in clients:
        client.join(station.WAIT_S)
    it.stop()
    for client in clients:
        if client.failure:
            raise client.failure
    return sorted((note for client in clients for note in client.acknowledged), key=lambda note: note[0])


def look(folder, acknowledged):
    """What is wrong with the database of one cut, as sentences."""
    with open(os.path.join(folder, "at"), encoding="ascii") as text:
        at = int(text.read())
    due = [note for note in acknowledged if note[0] < at]
    wrong = []
    connection = sqlite3.connect(os.path.join(folder, "station.db"))
    try:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            wrong.append("damaged")
        there = {row[0].hex(): row[1:] for row in connection.execute("SELECT id, n, events FROM command")}
        weighings = [row[0] for row in connection.execute("SELECT n FROM event WHERE type IN "
                                                        "('weighing.recorded', 'vehicle.weighed', 'deduction.applied') "
                                                        "ORDER BY n")]
        numbers = [row[0] for row in connection.execute("SELECT seq FROM event ORDER BY seq")]
        rows = {row[0]: row[1] for row in connection.execute("SELECT id, gross_mg FROM weighing UNION ALL "
                                                            "SELECT id, mg FROM vehicle_weighing UNION ALL "
                                                            "SELECT id, mg FROM deduction")}
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "no such" in str(error):
            raise  # a mistake of this test, not of the disk
        return [f"damaged: {error}"]
    finally:
        connection.close()
    lost = [note for note in due if note[1] not in there]
    if lost:
        wrong.append(f"{len(lost)} of {len(due)} acknowledged weighings are lost")
    if any(rows.get(answer["id"]) != mass_of(body) for _, command, body, answer in due if command in there):
        wrong.append("an acknowledged weighing has another weight")
    if len(weighings) != len({there[c][0] for c in there if there[c][0] in set(weighings)}):
        wrong.append("a weighing is there twice")
    if sorted(rows) != weighings:
        wrong.append("the view of weighings is not the log's")
    if numbers != list(range(len(numbers))):
        wrong.append("the log has a gap")
    return wrong


def verify(it, folder):
    done = it.ctl("--db", os.path.join(folder, "station.db"), "verify")
    return [] if done.returncode == 0 else [done.stderr.strip()]


def check_cut(it, folder, acknowledged):
    wrong = look(folder, acknowledged)
    return wrong or verify(it, folder)


def revive(it, folder, lot, acknowledged):
    """A daemon on what was left: the same command again gets the same answer, work goes on."""
    shutil.copytree(it.database + ".d", os.path.join(folder, "station.db.d"),
                    ignore=lambda _, names: [name for name in names if name in ("socket", "lock")], dirs_exist_ok=True)
    with open(os.path.join(folder, "at"), encoding="ascii") as text:
        at = int(text.read())
    due = [note for note in acknowledged if note[0] < at]
    again = station.Station(folder=folder, make=False)
    again.start()
    try:
        face = again.face(SUPERVISOR, PIN)
        for _, command, body, answer in due[-3:]:
            assert face.post(path_of(body), body, command)["id"] == answer["id"], "another answer for the same command"
        face.post("/v1/weighings", body_of(lot, 1))
        face.close()
    finally:
        again.stop()
    wrong = verify(it, folder)
    assert not wrong, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("crashfs")
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(1, 1 << 30))
    parser.add_argument("--lie", action="store_true", help="the control: syncs do nothing, losses must be found")
    args = parser.parse_args()
    station.need(os.environ["GUOZHAND"], os.environ["GUOZHANCTL"])
    print(f"seed {args.seed}", flush=True)
    with station.Station() as it:
        lot = prepare(it)
        shadow = os.path.join(it.folder, "shadow")
        os.mkdir(shadow)
        acknowledged = weigh(it, lot, shadow, args)
        cuts = sorted(os.path.join(shadow, name) for name in os.listdir(shadow) if name.startswith("cut-"))
        print(f"{len(acknowledged)} weighings acknowledged, {len(cuts)} cuts", flush=True)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            found = list(pool.map(lambda folder: check_cut(it, folder, acknowledged), cuts))
        bad = [(os.path.basename(folder), wrong) for folder, wrong in zip(cuts, found) if wrong]
        for name, wrong in bad[:10]:
            print(name, "; ".join(wrong))
        print(f"{len(cuts) - len(bad)} of {len(cuts)} cuts are whole")
        if args.lie:
            return 0 if len(bad) > len(cuts) // 2 else 1
        if bad or len(cuts) != args.cuts or len(acknowledged) < CLIENTS:
            return 1
        for folder in random.Random(args.seed).sample(cuts, min(REVIVED, len(cuts))):
            revive(it, folder, lot, acknowledged)
    return 0


sys.exit(main())
