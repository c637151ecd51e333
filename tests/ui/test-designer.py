#!/usr/bin/python3
"""The label designer by keyboard alone: an element is moved and back again, what would not come out is named, the layout is
kept under a new name, and a case's label of it comes out of a printer and reads."""
import glob
import json
import os
import shutil
import subprocess
import sys

import desktop
import station
import work
from settings import Settings

HEAD = "Text {product} {grade_class}"
NAME = "own-60x40"


def printer(folder):
    return subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "zpl", "--listen", "127.0.0.1:0", "--out", folder],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def place(screen):
    """Of the chosen element, millimetres: (from the left, from above)."""
    words = screen.read("Place").split()
    return float(words[0]), float(words[5])


def on(practice, act):
    face = station.Face(practice.database)
    try:
        face.log_in(*work.SUPERVISOR)
        return act(face)
    finally:
        face.close()


def layouts(practice):
    return {row["name"]: row for row in on(practice, lambda face: face.rows("/v1/label-layouts")) if row["own"]}


def choose(screen, element):
    """From the list of elements, which is the drawing's equal."""
    screen.tab_to(element, 80)


def moves(screen):
    choose(screen, HEAD)
    left, above = place(screen)
    screen.key("ctrl+Right", "ctrl+Right", "ctrl+Down")
    screen.until("moved", lambda: place(screen)[0] == left + 1 and place(screen)[1] > above)
    screen.key("ctrl+z", "ctrl+z", "ctrl+z")
    screen.until("back again", lambda: place(screen) == (left, above))
    screen.key("ctrl+y")
    screen.until("moved again", lambda: place(screen)[0] == left + 0.5)


def refuses(screen):
    """A title so narrow that it does not fit is named, and is not kept."""
    screen.tab_to("Width, mm")
    screen.key("ctrl+a")
    screen.type("6")
    screen.key("Return")
    screen.until("what does not fit is named", lambda: any(name.startswith(HEAD + ": ") for name in screen.names()))
    screen.picture("designer-refused")


def saves(screen, practice):
    screen.key("F9")
    screen.until("the name", lambda: screen.focused() == "Name of the layout")
    screen.key("ctrl+a")
    screen.type(NAME)
    screen.key("Return")


def prints(practice, paper, address):
    """One case with the new layout; its picture as the printer put it on paper."""
    def pack(face):
        face.post("/v1/devices", {"name": "Printer 1", "kind": "printer", "address": address, "language": "zpl", "label": NAME})
        party = face.rows("/v1/parties?kind=grower")[0]
        product = face.rows("/v1/products")[0]
        delivery = face.post("/v1/deliveries", {"cooperative": party["cooperative"], "product": product["id"],
                                                "sources": [{"grower": party["id"]}], "certificate_received": True})
        scale = next(row for row in face.rows("/v1/devices") if row["kind"] == "scale")
        face.post("/v1/weighings", {"lot": delivery["lots"][0]["id"], "scale": scale["id"], "gross_mg": 90000000, "tare_mg": 0,
                                    "typed": True, "reason": "display broken"})
        return face.post("/v1/cases", {"lot": delivery["lots"][0]["id"], "grade_class": "special", "nominal_mg": 5000000,
                                       "count": 1})["cases"][0]

    return on(practice, pack)


def test(screen, practice):
    for tool in ("zbarimg", "ZXingReader"):
        if shutil.which(tool) is None:
            sys.exit(77)
    work.prepare(practice).close()
    paper = os.path.join(practice.folder, "paper")
    os.mkdir(paper)
    process = printer(paper)
    try:
        address = json.loads(process.stdout.readline())["address"]
        program = screen.start(practice.database)
        work.log_in(screen, *work.SUPERVISOR)
        screen.key("alt+9")
        screen.until("the sections", lambda: screen.focused() == "Centre", 60)
        Settings(screen, practice).section("Labels")
        screen.until("the layout is drawn", lambda: any("Everything comes out" in name for name in screen.names()))
        screen.picture("designer")
        moves(screen)
        screen.picture("designer-moved")
        refuses(screen)
        saves(screen, practice)
        screen.until("refused", lambda: "cannot be drawn" in screen.said())
        screen.key("Escape")
        assert NAME not in layouts(practice)
        choose(screen, HEAD)
        screen.key("ctrl+z")
        screen.until("it fits again", lambda: any("Everything comes out" in name for name in screen.names()))
        program.kill()                  # the draft outlives the screen
        program = screen.start(practice.database)
        work.log_in(screen, *work.SUPERVISOR)
        screen.key("alt+9")
        screen.until("the section of before", lambda: any("Everything comes out" in name for name in screen.names()), 60)
        saves(screen, practice)
        screen.until("kept", lambda: NAME in layouts(practice))
        case = prints(practice, paper, address)
        screen.until("on paper", lambda: glob.glob(paper + "/*.png"))
        [label] = glob.glob(paper + "/*.png")
        read = subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", label], capture_output=True, text=True, timeout=60).stdout
        assert read.strip().endswith(case["serial"]), read
        zxing = subprocess.run(["ZXingReader", "-noscale", label], capture_output=True, text=True, timeout=60).stdout
        assert case["serial"] in zxing, zxing
        program.close(screen)
    finally:
        process.terminate()
        process.wait(10)


desktop.run(test)
