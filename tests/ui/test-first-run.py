#!/usr/bin/python3
"""From no database at all, by keyboard alone: a practice database, set up, weigh a crate on the simulated scale, pack a case of it;
the picture of its label decodes to the URI at which the station tells of this case."""
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
    screen.until("bytes of the simulator", lambda: "Reads" in screen.read("What is heard"))
    screen.picture("first-run-scale")
    screen.tab_to("Use this scale")
    screen.key("space")
    answer(screen, "What does an empty crate weigh?", "", "")
    answer(screen, "One cooperative, one grower", "Li Changshun", "Qingshiba", "QS", "Plot 3", "4.2")


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
    screen.until("case said", lambda: "recorded" in screen.read("What happened"))


def uri_of_label(face, serial, folder):
    picture = folder / "label.png"
    picture.write_bytes(face.get(f"/v1/cases/{serial}/label.png?dpi=203"))
    return subprocess.run(["zbarimg", "-q", "--raw", str(picture)], check=True, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL).stdout.strip()


def fetch(face, uri):
    """By the daemon that is here, whatever host is printed."""
    base = face.get("/v1/status")["pages_url"].replace("localhost", "127.0.0.1")
    request = urllib.request.Request(base + urllib.parse.urlsplit(uri).path, headers={"Accept-Language": "en"})
    with urllib.request.urlopen(request, timeout=20) as page:
        return page.read().decode()


def check_label(screen, face):
    case = face.rows("/v1/cases?limit=1")[0]
    if shutil.which("zbarimg") is None:
        print("zbarimg is not there: the label's pixels are not decoded")
        return
    uri = uri_of_label(face, case["serial"], screen.folder)
    assert case["serial"] in uri, (uri, case)
    page = fetch(face, uri)
    assert "5 kg" in page, page[:2000]


def test(screen, practice):
    program = screen.start(practice.database)
    first_run(screen)
    screen.find("Record", "push button")
    work.record(screen, 1)
    screen.picture("weigh-recorded")
    face = station.Face(practice.database)
    rows = face.rows("/v1/weighings")
    assert len(rows) == 1 and rows[0]["tare_mg"] == 1850000 and rows[0]["simulated"], rows
    assert rows[0]["gross_mg"] == rows[0]["net_mg"] + rows[0]["tare_mg"], rows
    screen.find("Void crate 1")
    pack(screen)
    screen.picture("pack-case")
    check_label(screen, station.Face(practice.database))     # the other connection was idle too long
    program.close(screen)


desktop.run(test, make=False)
