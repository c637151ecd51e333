#!/usr/bin/python3
"""A scan lands where its meaning says, with a text field in focus, at a scanner's pace, through the keyboard and
through the station: none lost, none in the field, and what a person types stays a person's."""
import json
import os
import subprocess

import desktop
import pinyin
import scanner as wedge
import station
import work


class Scanner:
    """A simulated scanner on TCP."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "scanner"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.address = json.loads(self.process.stdout.readline())["address"]

    def scan(self, code):
        self.process.stdin.write(code + "\n")
        self.process.stdin.flush()

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdin.close()
        self.process.stdout.close()


def ten_scans(screen, keyboard, field):
    """Each says its own sentence; the field has only what a person typed."""
    before = screen.read(field)
    for number in range(10):
        code = f"Nobody/{number:02}?x=A&y=b{number}"
        keyboard.scan(code)
        screen.until(f"scan {number} said", lambda code=code: code in screen.said())
        assert screen.read(field) == before, f"{screen.read(field)!r} after scan {number}"


def pack(practice):
    """A case of the lot at work, without a printer; its serial."""
    face = station.Face(practice.database)
    try:
        face.log_in(*work.SUPERVISOR)
        lot, scale = face.rows("/v1/lots?kind=harvest")[0], face.rows("/v1/devices")[0]
        face.post("/v1/weighings", {"gross_mg": 140000000, "tare_mg": 0, "typed": True, "reason": "display broken", "lot": lot["id"],
                                    "scale": scale["id"], "approver": {"user": work.SUPERVISOR[0], "pin": work.SUPERVISOR[1]}})
        return face.post("/v1/cases", {"lot": lot["id"], "grade_class": "first", "nominal_mg": 5000000, "count": 1})["cases"][0]["serial"]
    finally:
        face.close()


def label_in_doubt(screen, practice, scanner, serial):
    """A printer whose link breaks in the middle of the case's label: scanned, the label is seen, and nothing is printed again."""
    def label():
        face = station.Face(practice.database)
        try:
            case = face.rows(f"/v1/cases?lot={face.rows('/v1/lots?kind=pack')[0]['id']}")[0]
            return case["label_state"], case["copies"]
        finally:
            face.close()

    printer = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "zpl", "--listen", "127.0.0.1:0"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    try:
        address = json.loads(printer.stdout.readline())["address"]
        printer.stdin.write("reset 900\n")
        printer.stdin.flush()
        face = station.Face(practice.database)
        face.log_in(*work.SUPERVISOR)
        face.post("/v1/devices", {"name": "Printer 1", "kind": "printer", "address": address, "language": "zpl"})
        face.close()
        screen.until("doubtful", lambda: label() == ("doubtful", 1))
        scanner.scan(serial)
        screen.until("label said", lambda: f"The label of case {serial}" in screen.said())
        screen.until("seen", lambda: label() == ("seen", 1))
    finally:
        printer.terminate()
        printer.wait(10)
        printer.stdin.close()
        printer.stdout.close()


def test(screen, practice):
    face = work.prepare(practice, scale=False)
    scale = work.Scale()
    face.post("/v1/devices", {"name": "Scale 1", "kind": "scale", "address": f"tcp:127.0.0.1:{scale.port}",
                              "protocol": "yaohua-tf0", "max_mg": 150000000})
    card = face.post("/v1/links", {"party": face.rows("/v1/parties?kind=cooperative")[0]["id"]})["url"]
    badge = next(row["code"] for row in face.rows("/v1/scan-codes") if row["name"] == work.OPERATOR[0])
    scanner, keyboard = Scanner(), wedge.Keyboard()
    face.post("/v1/devices", {"name": "Scanner", "kind": "scanner", "address": scanner.address})
    foot = Scanner()                                     # a switch that says a line at each press
    face.post("/v1/devices", {"name": "Foot switch", "kind": "button", "address": foot.address})
    face.close()
    method = pinyin.InputMethod()
    program = screen.start(practice.database, **method.environment())
    screen.find("Who is working?")
    keyboard.scan(badge)                                 # the badge says who, the PIN that it is he
    screen.until("badge said", lambda: "Badge of Wang" in screen.said())
    screen.type(work.OPERATOR[1])
    screen.key("Return")
    screen.find("Who: Wang")

    work.deliver(screen)
    scale.put(screen, "23.45")
    keyboard.scan("GUOZHAN:KEY:RECORD")
    screen.until("crate 1 recorded", lambda: screen.read("Next record").split()[-1] == "2")
    scanner.scan("GUOZHAN:KEY:RECORD")          # once more, by another way, and the crate still stands there
    screen.until("refused", lambda: "Already recorded" in str(screen.names()))
    assert [row["no"] for row in work.recorded(practice)] == [1]
    scale.clear(screen)
    scale.put(screen, "21.40")
    foot.scan("1")                              # a press records like the key, whatever the line says
    screen.until("crate 2 recorded", lambda: screen.read("Next record").split()[-1] == "3")
    foot.end()

    screen.key("alt+1")
    screen.find("Who delivers?", "push button")
    screen.type("lcs")
    screen.find("3号地  4.2 mu")
    screen.tab_to("Vehicle")
    screen.type("AB1")
    screen.until("vehicle typed", lambda: screen.read("Vehicle") == "AB1")
    method.use(pinyin.PINYIN)
    ten_scans(screen, keyboard, "Vehicle")
    if method.daemon:                           # nor was it switched off by what it did not see
        screen.type("nihao ")
        screen.until("pinyin", lambda: screen.read("Vehicle") == "AB1你好")
        screen.key("BackSpace", "BackSpace")
    method.use(pinyin.ENGLISH)
    screen.type("2c3d4e")                       # a person goes on where the scans found him
    screen.until("vehicle typed on", lambda: screen.read("Vehicle") == "AB12c3d4e")
    screen.picture("scan")
    keyboard.scan(card)
    screen.until("card said", lambda: "Card of the cooperative Qingshiba" in screen.said())

    scanner.scan(work.recorded(practice)[0]["delivery_no"])     # through the station
    screen.until("delivery said", lambda: "Delivery " in screen.said())
    screen.find("Record", "push button")
    serial = pack(practice)
    keyboard.scan(serial)
    screen.until("case said", lambda: f"Case {serial}" in screen.said())
    screen.find("Record and label", "push button")
    label_in_doubt(screen, practice, scanner, serial)
    scanner.scan("6901234567892")
    screen.until("foreign said", lambda: "06901234567892" in screen.said())
    scanner.end()
    keyboard.end()
    method.end()
    scale.end()
    program.close(screen)


if __name__ == "__main__":
    desktop.run(test)
