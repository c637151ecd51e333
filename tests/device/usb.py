#!/usr/bin/python3
"""A station with a real USB stack, inside tests/device/machine: scales by HID and serial adapter, two alike, unplugged in
mid-weighing, back under another name; a printer unplugged in mid-label. Times are told, not asserted: the machine is
emulated."""
import json
import os
import re
import select
import socket
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
sys.path.insert(0, HERE)
import gadget  # noqa: E402
import station  # noqa: E402
from gadget import until  # noqa: E402

STABLE, ZERO, KG = 4, 2, 3


class Live:
    """The newest line of each device, as a screen hears it."""

    def __init__(self, database):
        self.lines = {}
        self.connection = station.Connection(database + ".d/socket")
        self.connection.request("GET", "/v1/live?topics=weight,devices,scans")
        self.response = self.connection.getresponse()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.response:
            row = json.loads(line)
            if row.get("topic") in ("weight", "devices", "scans") and ("device" in row or "scale" in row):
                self.lines[row["topic"], row.get("device", row.get("scale"))] = row

    def pressed(self, device):
        """The newest press there."""
        return self.lines.get(("scans", device))

    def device(self, device):
        return self.lines.get(("devices", device), {})

    def weight(self, device):
        return self.lines.get(("weight", device), {})


class Feed:
    """A scale's side of a gadget: the same bytes again and again, until others are given."""

    def __init__(self, node, period=0.2, way=gadget.send):
        self.node, self.period, self.way, self.data, self.go = node, period, way, None, True
        threading.Thread(target=self.run, daemon=True).start()

    def rest(self):
        """A report that waits in the gadget while it is unplugged would stay there."""
        self.data = None
        time.sleep(2 * self.period)

    def run(self):
        while self.go:
            if self.data:
                try:
                    self.way(self.node, self.data)
                except OSError:
                    pass
            time.sleep(self.period)


def report(status, hundredths):
    return bytes([3, status, KG, 0xfe]) + hundredths.to_bytes(2, "little")


def prepare(it):
    it.start()
    face = station.Face(it.database)
    face.post("/v1/users", {"name": "Chen", "role": "supervisor", "pin": "9999"})
    face.log_in("Chen", "9999")
    face.post("/v1/centre", {"name": "Shuanglong", "place": "Wushan"})
    product = face.post("/v1/products", {"name": "脆李", "kind": "plum"})["id"]
    cooperative = face.post("/v1/parties", {"kind": "cooperative", "name": "Qingshiba", "code": "QS"})["id"]
    grower = face.post("/v1/parties", {"kind": "grower", "name": "李长顺", "cooperative": cooperative})["id"]
    delivery = face.post("/v1/deliveries", {"cooperative": cooperative, "product": product, "sources": [{"grower": grower}],
                                            "certificate_received": True})
    return face, delivery["lots"][0]["id"]


def bind_scale(face, name, address, protocol):
    return face.post("/v1/devices", {"name": name, "kind": "scale", "address": address, "protocol": protocol,
                                     "max_mg": 150000000, "e_mg": 10000})["id"]


def weigh(face, live, lot, scale, feed, empty, loaded, kg):
    """From empty to recorded."""
    feed.data = empty
    until(f"{kg}: empty", lambda: live.weight(scale).get("mg") == 0, 30)
    time.sleep(2)
    feed.data = loaded
    until(f"{kg}: on the scale", lambda: live.weight(scale).get("can_record"), 30)
    row = face.post("/v1/weighings", {"lot": lot, "scale": scale})
    assert row["gross_mg"] == round(kg * 1000000), row
    print(f"  weighed {kg} kg", flush=True)


def back(live, device, plug):
    began = time.monotonic()
    plug()
    until("back", lambda: live.device(device).get("state") == "open", 30)
    print(f"  plugged and open again after {time.monotonic() - began:.1f} s", flush=True)


def gone(live, device, unplug):
    began = time.monotonic()
    unplug()
    until("lost", lambda: live.device(device).get("state") == "lost", 30)
    print(f"  unplugged and told after {time.monotonic() - began:.1f} s", flush=True)
    assert live.weight(device).get("mg") is None or not live.weight(device).get("can_record"), live.weight(device)


def found(face, live, address, protocol, digits):
    """What is bound to nobody is listened to: the protocol is proposed with what it reads."""
    def proposed():
        rows = live.device("probe").get("proposals", [])
        return [row for row in rows if row["protocol"] == protocol and row["digits"] == digits]
    face.post("/v1/devices/probe", {"address": address})
    until(f"{protocol} is proposed", proposed, 60)
    face.post("/v1/devices/probe/stop")
    print(f"  found {protocol} reading {digits}", flush=True)


def hid_scales(face, live, lot):
    """Two alike: each is found by its serial number; one is pulled out under a load and put back."""
    one, two = (gadget.Gadget(f"scale{n}", 0x0922, 0x8003, f"SN{n}").scale() for n in (1, 2))
    one.plug()
    two.plug()
    there = {row["name"] for row in face.rows("/v1/ports") if row["kind"] == "scale"}
    assert there == {"usb:0922:8003:SN1", "usb:0922:8003:SN2"}, there
    feed_one, feed_two = Feed(one.node), Feed(two.node)
    feed_two.data = report(STABLE, 250)
    found(face, live, "usb:0922:8003:SN2", "usb-hid-scale", "2.50")
    feed_two.rest()
    second = bind_scale(face, "Second", "usb:0922:8003:SN2", "usb-hid-scale")
    first = bind_scale(face, "First", "usb:0922:8003:SN1", "usb-hid-scale")
    for device in (first, second):
        until("open", lambda d=device: live.device(d).get("state") == "open", 30)
    feed_one.data = report(STABLE, 777)
    weigh(face, live, lot, second, feed_two, report(ZERO, 0), report(STABLE, 1234), 12.34)
    until("the other shows its own", lambda: live.weight(first).get("mg") == 7770000, 30)
    feed_two.rest()
    gone(live, second, two.unplug)
    assert live.device(first).get("state") == "open"
    back(live, second, two.plug)
    weigh(face, live, lot, second, feed_two, report(ZERO, 0), report(STABLE, 500), 5.0)
    feed_one.go = feed_two.go = False
    for device, played in ((first, one), (second, two)):
        face.post(f"/v1/devices/{device}/release")
        played.unplug()


class Codings(threading.Thread):
    """Line settings that are asked of an adapter, from the kernel's own monitor: (baud, data bits, parity)."""

    FORM = re.compile(r" s 21 20 .* = (..)(..)(..)(..) (..)(..)(..)")

    def __init__(self):
        super().__init__(daemon=True)
        self.seen = []
        self.monitor = os.open("/sys/kernel/debug/usb/usbmon/0u", os.O_RDONLY)   # from here on
        self.start()

    def run(self):
        text = ""
        while True:
            text += os.read(self.monitor, 65536).decode("ascii", "replace")
            *lines, text = text.split("\n")
            for match in filter(None, map(self.FORM.search, lines)):
                a, b, c, d, _, parity, bits = match.groups()
                self.seen.append((int(d + c + b + a, 16), int(bits, 16), int(parity, 16)))


def serial_scale(face, live, lot, line, want):
    """A&D's frames at a line setting; back under another name while a stranger has the old one."""
    codings = Codings()
    ours = gadget.Gadget(f"adapter{line[:4]}{line[5:]}", 0x1a86, 0x55d4, "AD" + line[5:]).serial()
    stranger = gadget.Gadget(f"stranger{line[5:]}", 0x1a86, 0x55d4, "OTHER" + line[5:]).serial()
    ours.plug()
    name = until("the port", lambda: [row["name"] for row in face.rows("/v1/ports") if "ttyACM" in row["name"]])[0]
    feed = Feed(ours.node, way=gadget.Line().send)
    feed.data = b"ST,+00007.50 kg\r\n"
    found(face, live, f"serial:{name}", "and-std", "7.50")
    scale = bind_scale(face, f"Serial {line}", f"serial:{name}?line={line}", "and-std")
    until("open", lambda: live.device(scale).get("state") == "open", 30)
    weigh(face, live, lot, scale, feed, b"ST,+00000.00 kg\r\n", b"ST,+00023.45 kg\r\n", 23.45)
    until("the line setting was asked of the adapter", lambda: want in codings.seen)
    gone(live, scale, ours.unplug)
    stranger.plug()
    back(live, scale, ours.plug)
    assert name not in [row["name"] for row in face.rows("/v1/ports") if row["description"] == ours.top.rsplit("/", 1)[1]]
    weigh(face, live, lot, scale, feed, b"ST,+00000.00 kg\r\n", b"ST,+00018.00 kg\r\n", 18.0)
    feed.go = False
    face.post(f"/v1/devices/{scale}/release")
    ours.unplug()
    stranger.unplug()


class Bridge:
    """Between the printer's own side of the gadget and a simulated printer: what is printed, what it answers."""

    def __init__(self, node, port):
        self.file = os.open(node, os.O_RDWR | os.O_NONBLOCK)
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.go = True
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while self.go:
            ready = select.select([self.file, self.socket], [], [], 0.1)[0]
            try:
                if self.file in ready:
                    self.socket.sendall(os.read(self.file, 4096))
                if self.socket in ready:
                    os.write(self.file, self.socket.recv(4096))
            except BlockingIOError:
                pass
            except OSError:
                return

    def end(self):
        """A read under way would keep the file open, and the device busy."""
        self.go = False
        self.thread.join()
        self.socket.close()
        os.close(self.file)


def labels_of(folder):
    return sorted(name for name in os.listdir(folder) if name.endswith(".png"))


def printer(it, face, live, lot):
    """Unplugged while labels come out: the run stops; back, it goes on behind the last good one."""
    paper = os.path.join(it.folder, "paper")
    os.makedirs(paper)
    sim = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "zpl", "--listen", "127.0.0.1:0", "--out", paper],
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    port = json.loads(sim.stdout.readline())["port"]
    played = gadget.Gadget("printer", 0x0a5f, 0x0166, "PR1").printer("MFG:Zebra;CMD:ZPL;MDL:ZD;CLS:PRINTER;")
    played.plug()
    there = [row["name"] for row in face.rows("/v1/ports") if row["kind"] == "printer"]
    assert there == ["usb:0a5f:0166:PR1"], there
    said = next(row for row in face.rows("/v1/ports") if row["kind"] == "printer")
    assert (said["description"], said["language"]) == ("Zebra ZD", "zpl"), said
    bridge = Bridge(played.node, port)
    device = face.post("/v1/devices", {"name": "Printer", "kind": "printer", "address": there[0], "language": "zpl"})["id"]
    cases = face.post("/v1/cases", {"lot": lot, "count": 4, "nominal_mg": 1000000, "grade_class": "first"})["cases"]
    until("a label", lambda: labels_of(paper), 60)
    played.unplug()
    bridge.end()
    until("lost", lambda: live.device(device).get("state") == "lost", 60)
    out = len(labels_of(paper))
    print(f"  unplugged with {out} of {len(cases)} labels on paper", flush=True)
    played.plug()
    bridge = Bridge(played.node, port)
    state = lambda: [row["label_state"] for row in sorted(face.rows("/v1/cases?limit=10"), key=lambda row: row["id"])]
    if "doubtful" in until("states", state):
        good = cases[labels_of(paper) and out - 1]["serial"]
        face.post(f"/v1/printers/{device}/resume", {"code": good})
    until("all out", lambda: all(word in ("out", "seen") for word in state()), 120)
    print("  labels:", state(), "papers:", len(labels_of(paper)), flush=True)
    assert len(labels_of(paper)) >= len(cases), labels_of(paper)
    bridge.end()
    sim.terminate()


def press(node, usage):
    """A key of a keyboard goes down and up: HID usage page 07."""
    for down in (usage, 0):
        gadget.send(node, bytes([0, 0, down, 0, 0, 0, 0, 0]))
        time.sleep(0.2)


def foot_switch(face, live):
    """Found by its own press; bound, it is the station's alone."""
    played = gadget.Gadget("pedal", 0x3553, 0xb001, "FS1").keyboard()
    played.plug()
    until("its name", lambda: [place for place in face.post("/v1/buttons/find")["addresses"] if "FS1" in place])
    learnt = until("the press that finds it", lambda: press(played.node, 0x68) or live.pressed("find"), 30)  # F13
    assert learnt["key"] == 183, learnt
    face.post("/v1/scanners/find/stop")
    device = face.post("/v1/devices", {"name": "Foot switch", "kind": "button",
                                       "address": learnt["address"].replace("?learn", "?key=183")})["id"]
    until("open", lambda: live.device(device).get("state") == "open", 30)
    until("a press", lambda: press(played.node, 0x68) or live.pressed(device), 30)
    taken = face.post(f"/v1/scanners/{device}/take", {"n": live.pressed(device)["n"]})
    assert taken["taken"], taken
    gone(live, device, played.unplug)
    back(live, device, played.plug)
    before = live.pressed(device)["n"]
    until("a press again", lambda: press(played.node, 0x68) or live.pressed(device)["n"] > before, 30)
    face.post(f"/v1/devices/{device}/release")
    played.unplug()


def main():
    with station.Station(practice=True) as it:
        face, lot = prepare(it)
        live = Live(it.database)
        for name, run in (("two HID scales", lambda: hid_scales(face, live, lot)),
                          ("serial scale, 9600 8N1", lambda: serial_scale(face, live, lot, "9600/8n1", (9600, 8, 0))),
                          ("serial scale, 9600 7E1", lambda: serial_scale(face, live, lot, "9600/7e1", (9600, 7, 2))),
                          ("foot switch", lambda: foot_switch(face, live)),
                          ("printer", lambda: printer(it, face, live, lot))):
            began = time.monotonic()
            print(name, flush=True)
            try:
                run()
            except BaseException:
                print(live.lines, it.log()[-2000:], flush=True)
                raise
            print(f"  ok, {time.monotonic() - began:.0f} s", flush=True)


main()
