#!/usr/bin/python3
"""From no database at all, by keyboard alone: a practice database, set up, weigh a crate on the simulated scale, bind a
label printer, pack a case. The printed label decodes to the URI at which the station tells of this case; the
cooperative's page shows the crate."""
import json
import os
import shutil
import subprocess
import urllib.parse
import urllib.request

import desktop
import station
import work


def answer(screen, title, *fields):
    """One step of the first run: its fields in order; Return goes on, the last one sends."""
    screen.until(f"step “{title}”", lambda: screen.read("Question") == title)
    for text in fields:
        if text:
            screen.key("ctrl+a")
            screen.type(text)
        screen.key("Return")


def first_run(screen):
    screen.until("language", lambda: screen.read("Question") == "语言  Language")
    screen.picture("first-run-language")
    screen.key("2")
    screen.until("first question", lambda: screen.read("Question") == "Practice, or real work?")
    screen.picture("first-run-practice")
    screen.key("1")
    answer(screen, "What is the centre called?", "Shuanglong", "Chongqing Wushan")
    answer(screen, "Who is the supervisor?", "Chen", "9999", "9999")
    screen.until("products", lambda: screen.read("Question") == "What do you sort?")
    screen.picture("first-run-products")
    screen.tab_to("Next")
    screen.key("space")
    screen.until("scale", lambda: screen.read("Question") == "Which scale?")
    screen.until("bytes of the simulator", lambda: "display show" in screen.read("What is heard"))
    screen.picture("first-run-scale")
    screen.tab_to(" kg  Yaohua continuous", part=True)
    screen.key("space")
    screen.tab_to("Use this scale")
    screen.key("space")
    answer(screen, "What does an empty crate weigh?", "", "")
    answer(screen, "One cooperative, one grower", "Li Changshun", "Qingshiba", "QS", "Plot 3")
    screen.type("4.2")
    screen.tab_to("✓ Received")
    screen.key("space")
    screen.tab_to("Start weighing")
    screen.key("space")


def pack(screen):
    screen.key("alt+4")
    screen.find("Record and label", "push button")
    screen.until("a lot", lambda: "QS-" in screen.read("Lot"))
    screen.key("F2")
    screen.find("What is packed?")
    screen.tab_to("Counted")
    screen.key("space")
    screen.tab_to("Pack this")
    screen.key("space")
    screen.find("Pack and label 1 case", "push button")
    screen.key("KP_Enter")
    screen.until("case said", lambda: "Case" in screen.said())


class Printer:
    """A ZPL printer on TCP that draws what it receives."""

    def __init__(self, folder):
        self.paper = folder / "paper"
        self.paper.mkdir()
        self.process = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "zpl", "--listen", "127.0.0.1:0",
                                         "--out", str(self.paper)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self.process.stdout.readline())["port"]

    def labels(self):
        return sorted(self.paper.glob("*.png"))

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def bind_printer(screen, printer):
    screen.key("alt+0")
    screen.find("Add label printer", "push button")
    screen.key("F5")
    screen.find("Add a label printer")
    screen.tab_to("Address: 192.168.1.60:9100")
    screen.type(f"127.0.0.1:{printer.port}")
    screen.tab_to("Use this printer")
    screen.key("space")
    screen.until("the printer", lambda: screen.all("● Label printer") or screen.all("○ Label printer"))


def read_code(picture):
    return subprocess.run(["zbarimg", "-q", "--raw", str(picture)], check=True, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL).stdout.strip()


def fetch(face, uri):
    """By the daemon that is here, whatever host is printed."""
    base = face.get("/v1/status")["pages_url"].replace("localhost", "127.0.0.1")
    parts = urllib.parse.urlsplit(uri)
    address = base + parts.path + ("?" + parts.query if parts.query else "")
    request = urllib.request.Request(address, headers={"Accept-Language": "en"})
    with urllib.request.urlopen(request, timeout=20) as page:
        return page.read().decode()


def check_label(screen, face, printer):
    case = face.rows("/v1/cases?limit=1")[0]
    screen.until("paper", printer.labels)
    if shutil.which("zbarimg") is None:
        print("zbarimg is not there: the label's pixels are not decoded")
        return
    uri = read_code(printer.labels()[0])
    assert case["serial"] in uri, (uri, case)
    page = fetch(face, uri)
    assert "5 kg" in page, page[:2000]


def check_cooperative(face, weighing):
    """Behind its secret link the cooperative finds the crate in its delivery."""
    face.log_in("Chen", "9999")
    cooperative = face.rows("/v1/parties?kind=cooperative")[0]
    link = face.post("/v1/links", {"party": cooperative["id"]})
    page = fetch(face, f"{link['url']}?delivery={weighing['delivery']}")
    net = f"{weighing['net_mg'] / 1e6:.2f}"
    assert net in page, (net, page[:3000])


def test(screen, practice):
    program = screen.start(practice.database)
    before = len(screen.pressed)
    first_run(screen)
    screen.find("Record", "push button")
    work.record(screen, 1)
    print(f"{len(screen.pressed) - before} keys from no database to the first crate")
    assert not screen.all("Set up", "push button"), "nothing was left for later"
    screen.picture("weigh-recorded")
    face = station.Face(practice.database)
    rows = face.rows("/v1/weighings")
    assert len(rows) == 1 and rows[0]["tare_mg"] == 1850000 and rows[0]["simulated"], rows
    assert rows[0]["gross_mg"] == rows[0]["net_mg"] + rows[0]["tare_mg"], rows
    screen.find("Void crate 1")
    printer = Printer(screen.folder)
    try:
        bind_printer(screen, printer)
        pack(screen)
        screen.picture("pack-case")
        face = station.Face(practice.database)     # the other connection was idle too long
        check_label(screen, face, printer)
        check_cooperative(face, rows[0])
    finally:
        printer.end()
    program.close(screen)


desktop.run(test, make=False)
