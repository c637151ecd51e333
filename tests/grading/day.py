#!/usr/bin/env python3
"""A simulated day: a stream of fruit, a batch report and outlet counters come into runs of one real daemon, which is killed in
the middle. Totals per class and outlet are those of the raw files, summed by awk and sqlite3."""
import json
import os
import shutil
import socket
import struct
import subprocess
import threading
import time
import unittest

import reports  # pylint: disable=import-error
import station

MAP = os.path.join(reports.ROOT, "drivers/grader/maps/guozhan-outlets.json")
STREAM_S, COUNTING_S = 6, 4
# class and outlet of each GF line: $GF,seq,lane,cup,outlet,mass,diameter,...
AWK = """BEGIN { FS = "[,*]" } /^\\$GF,/ {
  class = $7 == "" ? "级外" : $7 >= 420 ? "特级" : $7 >= 380 ? "一级" : $7 >= 340 ? "二级" : $7 >= 300 ? "三级" : "级外"
  n["class " class]++; mg["class " class] += $6; n["outlet " $5]++; mg["outlet " $5] += $6 }
END { for (key in n) printf "%s %d %.0f\\n", key, n[key], mg[key] }"""


class Simulator:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", *arguments, "--listen", "127.0.0.1:0"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(json.loads(self.process.stdout.readline())["address"].rsplit(":", 1)[1])

    def type(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def close(self):
        self.process.terminate()
        self.process.communicate(timeout=station.WAIT_S)


class Tap(threading.Thread):
    """Stands between a machine and the station and writes down every byte."""

    def __init__(self, listener, machine, path):
        super().__init__(daemon=True)
        self.listener, self.machine, self.path = listener, machine, path
        self.over = threading.Event()

    def run(self):
        client, _ = self.listener.accept()
        with client, socket.create_connection(("127.0.0.1", self.machine)) as machine, open(self.path, "wb") as raw:
            machine.settimeout(0.2)
            rest = b""
            while True:
                try:
                    data = machine.recv(65536)
                except socket.timeout:
                    data = None
                if data == b"":
                    break
                lines, cut, rest = (rest + (data or b"")).rpartition(b"\n")
                raw.write(lines + cut)
                client.sendall(lines + cut)
                if self.over.is_set():
                    break
            raw.flush()


def plc(port, outlets):
    """What the PLC's counters show, read by the map with a client of our own."""
    values = {}
    with socket.create_connection(("127.0.0.1", port), timeout=station.WAIT_S) as link:
        for item in outlets["items"]:
            if item["role"] != "counter":
                continue
            link.sendall(struct.pack(">HHHBBHH", 1, 0, 6, outlets["unit_id"], outlets["function"],
                                     item["address"] - outlets.get("address_base", 0), 2))
            frame = link.recv(64)
            high, low = struct.unpack(">HH", frame[9:13])
            if item["order"] == "CDAB":
                high, low = low, high
            values[item["outlet"], item["unit"]] = high << 16 | low
    return values


def rows_of(fruit, name):
    return {str(row[{"classes": "grade_class", "outlets": "outlet"}[name]]): (row["n"], row["mass_mg"])
            for row in fruit[name] if row["n"]}


class Day(unittest.TestCase):
    def setUp(self):
        self.it = station.Station()
        self.addCleanup(self.it.__exit__)
        self.centre = reports.Centre(self.it)
        self.addCleanup(lambda: self.centre.face.close())

    def simulator(self, *arguments):
        simulator = Simulator(*arguments)
        self.addCleanup(simulator.close)
        return simulator

    def close(self, run):
        centre = self.centre
        fruit = centre.run(run)["fruit"]
        closed = centre.face.post(f"/v1/grade-runs/{run['id']}/close", {"reason": "test"})
        self.assertEqual(closed["fruit"], fruit)
        return closed

    def test_stream(self):
        centre, raw = self.centre, os.path.join(self.it.folder, "stream.txt")
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        machine = centre.bind("流", protocol="guozhan-line", address=f"tcp:127.0.0.1:{listener.getsockname()[1]}")
        run = centre.open_run(machine)
        tap = Tap(listener, self.simulator("guozhan-line", "--lanes", "24", "--cups", "15", "--scenario", "good").port, raw)
        tap.start()
        time.sleep(STREAM_S)
        tap.over.set()
        tap.join(station.WAIT_S)
        wanted = {"class": {}, "outlet": {}}
        for line in subprocess.run(["awk", AWK, raw], capture_output=True, text=True, check=True).stdout.splitlines():
            kind, key, n, mg = line.split()
            wanted[kind][key] = (int(n), int(mg))
        total = sum(n for n, _ in wanted["outlet"].values())
        self.assertGreater(total, 500)
        reports.until("all is heard", lambda: centre.run(run)["fruit"]["n"] >= total)
        fruit = self.close(run)["fruit"]
        self.assertEqual(rows_of(fruit, "classes"), wanted["class"])
        self.assertEqual(rows_of(fruit, "outlets"), wanted["outlet"])

    def test_report(self):
        centre = self.centre
        run = centre.open_run(centre.folder_machine())
        centre.drop(reports.GOOD)
        reports.until("the report is a run's", lambda: centre.run(run)["reports"])
        centre.restart()
        fruit = self.close(run)["fruit"]
        grades = reports.sums_of(reports.GOOD, "规格")
        known = {name: grades.pop(name) for name in ("特级", "一级", "二级", "三级")}
        known["级外"] = tuple(sum(pair) for pair in zip(*grades.values()))
        self.assertEqual(rows_of(fruit, "classes"), known)
        self.assertEqual(rows_of(fruit, "outlets"), reports.sums_of(reports.GOOD, "出口"))

    def steady(self, run):
        """What the run has once two readings, longer apart than a poll, are alike."""
        def alike():
            first = self.centre.run(run)["fruit"]
            time.sleep(1.5)
            return first if first == self.centre.run(run)["fruit"] else None
        return reports.until("the counters stand still", alike)

    def test_counters(self):
        centre = self.centre
        with open(MAP, encoding="utf-8") as file:
            outlets = json.load(file)
        simulator = self.simulator("guozhan-modbus", "--scenario", "wrap")
        simulator.type("stop")
        before = plc(simulator.port, outlets)   # it answers one client at a time
        machine = centre.bind("柜", protocol="guozhan-modbus", address=f"tcp:127.0.0.1:{simulator.port}",
                              register_map="guozhan-outlets")
        reports.until("the PLC answers", lambda: [row for row in centre.face.rows("/v1/devices/states") if row.get("frames")])
        run = centre.open_run(machine)
        simulator.type("run")
        reports.until("it counts", lambda: centre.run(run)["fruit"]["n"] > 50)
        known = centre.run(run)["fruit"]
        centre.restart()
        self.assertGreaterEqual(centre.run(run)["fruit"]["n"], known["n"])
        time.sleep(COUNTING_S)
        simulator.type("stop")
        fruit = self.steady(run)
        centre.face.post(f"/v1/devices/{machine}/release")
        after = plc(simulator.port, outlets)
        wanted = {}
        for (outlet, unit), value in after.items():
            n, mass = wanted.get(str(outlet), (0, 0))
            counted = (value - before[outlet, unit]) % 2 ** 32
            wanted[str(outlet)] = (n + counted, mass) if unit == "1" else (n, mass + counted * 1000)
        self.assertEqual(rows_of(fruit, "outlets"), {key: value for key, value in wanted.items() if value[0]})
        self.assertEqual(fruit["counters"], {"n": fruit["n"], "mass_mg": fruit["mass_mg"]})
        centre.restart()
        self.assertEqual(self.steady(run), fruit)

        centre.face.post("/v1/devices", {"replaces": machine})
        self.assertEqual(self.steady(run), fruit)

        # the fruit is of no class until it is weighed off; a run that follows begins at nothing
        centre.face.post(f"/v1/grade-runs/{run['id']}/take", {"kind": "class", "grade_class": "特级", "mg": 5_000_000})
        closed = self.close(run)
        self.assertEqual(closed["fruit"]["counters"]["n"], fruit["n"])
        self.assertEqual(centre.open_run(machine)["fruit"]["n"], 0)


if __name__ == "__main__":
    if shutil.which("awk") is None:
        raise SystemExit(77)
    unittest.main(verbosity=2)
