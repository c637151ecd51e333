#!/usr/bin/env python3
"""A grading machine speaks at full speed while the daemon is killed, again and again.

The machine is ours and knows what it sent; at each new link it first says its last lines again, as a serial device server
with a buffer does. After each fall the run has at least what was stored, and what it has and what it counts as lost are
together what was sent: nothing is there twice.
"""
import json
import os
import signal
import socket
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import station  # noqa: E402

SUPERVISOR, PIN = "站长", "9999"
FALLS = 4
AGAIN = 200         # lines that are said again at each link
AWAY_S = 2          # once: longer than the machine remembers
STEP_S = 0.025
A_STEP = 9          # 360 fruit a second


def crc(body):
    value = 0xFFFF
    for byte in body:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def line(text):
    body = text.encode()
    return b"$%s*%04X\r\n" % (body, crc(body))


class Machine(threading.Thread):
    """Listens; who is connected hears each line from now on. It counts on while nobody is."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.client = None
        self.said = [line("GS,0,tests,1,8,8"), line("GB,1,T-1,")]
        self.fruit = 0
        self.running = threading.Event()
        self.over = threading.Event()

    def accept(self):
        try:
            client, _ = self.listener.accept()
        except BlockingIOError:
            return
        if self.client is not None:
            self.client.close()
        self.client = client
        self.send(b"".join(self.said[-AGAIN:]))

    def send(self, data):
        try:
            self.client.sendall(data)
        except OSError:
            self.client.close()
            self.client = None

    def fruits(self):
        data = b""
        for _ in range(A_STEP):
            seq = len(self.said)
            mass = "" if seq % 50 == 0 else str(20000 + seq % 40000)
            said = line(f"GF,{seq},{1 + seq % 8},{seq % 100},{1 + seq % 7},{mass},{300 + seq % 200},{seq % 1001},,120")
            self.said.append(said)
            self.fruit += 1
            data += said
        return data

    def run(self):
        while not self.over.is_set():
            self.accept()
            if self.running.is_set():
                data = self.fruits()
                if self.client is not None:
                    self.send(data)
            time.sleep(STEP_S)


def prepare(it, port):
    """An open run that the machine fills; answers its id."""
    it.start()
    face = it.face()
    face.post("/v1/users", {"name": SUPERVISOR, "role": "supervisor", "pin": PIN})
    face.log_in(SUPERVISOR, PIN)
    face.post("/v1/centre", {"name": "中心"})
    product = face.post("/v1/products", {"name": "脆李", "kind": "plum"})["id"]
    cooperative = face.post("/v1/parties", {"kind": "cooperative", "name": "青石坝合作社", "code": "QS"})["id"]
    grower = face.post("/v1/parties", {"kind": "grower", "name": "李长顺", "cooperative": cooperative})["id"]
    lot = face.post("/v1/deliveries", {"cooperative": cooperative, "product": product, "sources": [{"grower": grower}],
                                       "certificate_received": True})["lots"][0]["id"]
    face.post("/v1/weighings", {"lot": lot, "typed": True, "gross_mg": 90000000, "tare_mg": 0, "reason": "fall"})
    scheme = face.post("/v1/grade-schemes", {"shipped": "centre-plum", "product": product})["id"]
    machine = face.post("/v1/devices", {"name": "分选机", "kind": "grader", "protocol": "guozhan-line",
                                        "address": f"tcp:127.0.0.1:{port}"})["id"]
    run = face.post("/v1/grade-runs", {"scheme": scheme, "machine": machine, "lots": [{"lot": lot}]})["id"]
    face.close()
    return run


def fruit_of(it, run):
    face = it.face()
    face.log_in(SUPERVISOR, PIN)
    fruit = face.get(f"/v1/grade-runs/{run}")["fruit"]
    face.close()
    return fruit


def stored(it):
    """What the live line says is on disk."""
    face = it.face()
    face.log_in(SUPERVISOR, PIN)
    face.connection.request("GET", "/v1/live?topics=grade", headers={"Authorization": "Bearer " + face.token})
    lines = face.connection.getresponse()
    told = {}
    while "run" not in told:
        told = json.loads(lines.readline())
    face.close()
    return told["n"] - told["waiting"]


def until(what, asked):
    end = time.monotonic() + station.WAIT_S
    while time.monotonic() < end:
        if asked():
            return
        time.sleep(0.1)
    raise AssertionError(f"in vain: {what}")


def fall(it, run, machine, away_s):
    before = fruit_of(it, run)["n"]
    until("the machine is heard", lambda: stored(it) >= before + 500)
    kept = stored(it)
    it.stop(signal.SIGKILL)
    sent = machine.fruit
    time.sleep(away_s)
    it.start()
    after = fruit_of(it, run)["n"]
    assert kept <= after, f"{kept} were stored, {after} are there"
    print(f"sent {sent}, stored {kept}, there {after}", flush=True)


def settled(it, run, machine):
    fruit = fruit_of(it, run)
    assert fruit["n"] + fruit["lost"] <= machine.fruit, f"{fruit['n']} + {fruit['lost']}: more than {machine.fruit}"
    return fruit["n"] + fruit["lost"] == machine.fruit


def main():
    with station.Station() as it:
        machine = Machine()
        run = prepare(it, machine.port)
        machine.running.set()
        machine.start()
        for number in range(FALLS):
            fall(it, run, machine, AWAY_S if number == 1 else 0)
        until("it is heard after the last fall", lambda: stored(it) > fruit_of(it, run)["n"] - 1000 and machine.client)
        time.sleep(2)
        machine.running.clear()
        time.sleep(2 * STEP_S)
        until("all is there or lost", lambda: settled(it, run, machine))
        fruit = fruit_of(it, run)
        assert fruit["lost"] > 0, fruit
        assert sum(row["n"] for row in fruit["classes"]) == fruit["n"] == fruit["histogram"]["n"], fruit
        face = it.face()
        face.log_in(SUPERVISOR, PIN)
        closed = face.post(f"/v1/grade-runs/{run}/close", {"reason": "fall"})
        assert (closed["state"], closed["fruit"]["n"]) == ("closed", fruit["n"]), closed["fruit"]
        it.stop(signal.SIGKILL)
        it.start()
        assert fruit_of(it, run) == closed["fruit"]
        machine.over.set()
        machine.join(station.WAIT_S)
        print(f"{fruit['n']} fruit, {fruit['lost']} lost, {machine.fruit} sent")


main()
