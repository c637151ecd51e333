#!/usr/bin/python3
"""The label designer by keyboard alone: an element is moved and back again, what would not come out is named, the layout is
kept under a new name, and a case's label of it comes out of a printer and reads."""
import glob
import json
import os
import shutil
import struct
import subprocess
import sys
import time
import zlib

import desktop
import station
import work
from settings import Settings

CANVAS = "Label as printed"
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
    """From the list of elements, which is the drawing's equal; Tab goes through the drawing's, Ctrl+Tab past them."""
    screen.tab_to(CANVAS, 80)
    screen.key("ctrl+Tab")
    screen.until("the list, not " + screen.focused(), lambda: screen.focused() == element)


def steps_through(screen):
    """On the drawing alone: Tab to the next element and back, arrows, Shift and arrows, Delete, and all of it back."""
    screen.tab_to(CANVAS)
    first = screen.read("Place")
    screen.key("Tab")
    screen.until("the next element", lambda: screen.read("Place") != first)
    screen.key("shift+Tab")
    screen.until("the first again", lambda: screen.read("Place") == first)
    screen.key("Right", "shift+Right", "shift+Down")
    screen.until("moved and larger", lambda: screen.read("Place") == "2.5 mm from the left, 1.3 mm from above, 30.0 × 5.5 mm")
    screen.key("Delete")
    screen.until("gone", lambda: HEAD not in screen.names())
    screen.key("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    screen.until("all back", lambda: HEAD in screen.names() and screen.read("Place") == first)
    screen.key("ctrl+shift+z", "ctrl+z")
    screen.key("Return")
    screen.until("its fields", lambda: screen.focused() == "Text, {field} for data")


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


def refused(practice):
    """What the screen was about to keep, asked of the station: a toast may be gone before it is seen."""
    layout = json.loads(on(practice, lambda face: face.rows("/v1/label-layouts"))[0]["file"])
    layout.update(id=NAME, items=[dict(layout["items"][0], w=60)])
    try:
        on(practice, lambda face: face.post("/v1/label-layouts", {"file": json.dumps(layout)}))
    except Exception as error:
        return "label-too-long" in str(error) or "cannot be drawn" in str(error) or "needs" in str(error)
    return False


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


def drawn(screen, dpi):
    return any(f"Everything comes out at {dpi} dpi" in name for name in screen.names())


def press(screen, name, most=80):
    screen.tab_to(name, most)
    screen.key("Return")


def resolutions(screen):
    """At each printer's dots the codes are read; the printer that is bound has 203."""
    press(screen, "203 dpi")
    screen.until("at 300", lambda: drawn(screen, 300))
    screen.key("Return")
    screen.until("at 600", lambda: drawn(screen, 600))
    screen.picture("designer-600")
    screen.key("Return")
    screen.until("at 203 again", lambda: drawn(screen, 203))


def real_data(screen, case):
    """The last case is offered, and stands on the drawing until other data is chosen."""
    press(screen, "Real data")
    wanted = f"{case['serial']} · {case['lot_no']}"
    screen.find(wanted)
    screen.type(case["serial"])
    screen.key("Return")
    screen.until("chosen", lambda: any(node.get_name() == "Real data" and node.get_description() == wanted
                                       for node in screen.walk()))
    screen.until("drawn", lambda: drawn(screen, 203))
    screen.picture("designer-case")


def names(screen, practice):
    """All names of the centre: one that is too long is named with its element."""
    long = "重庆市巫山县曲尺乡高山脆李特选大果"
    on(practice, lambda face: face.post("/v1/products", {"name": long, "kind": "plum"}))
    press(screen, "Longest name")
    screen.until("named", lambda: any(name.startswith("✗ 1 of") for name in screen.names()))
    assert any(name.startswith(HEAD + ": ") and long in name for name in screen.names())
    screen.picture("designer-names")


def is_asked():
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Picture$", "windowfocus", "--sync"], check=False,
                          capture_output=True).returncode == 0


def choose_file(screen, path):
    """In GTK's own dialog, which takes no Return while it still reads the folder."""
    screen.until("the question which file", is_asked)
    screen.key("ctrl+l", "ctrl+a")
    screen.type(path)
    while is_asked():
        screen.key("Return")
        time.sleep(1)


def new_picture(screen, path):
    screen.key("F4")
    screen.find("Picture")
    screen.tab_to("Picture")
    screen.key("Return")
    choose_file(screen, path)


def pictures(screen, practice):
    """What is no picture is refused; one that is comes in with its own ratio, keeps it, and is kept with the layout."""
    (screen.folder / "no.png").write_bytes(b"hello")
    mark = bytes.fromhex("89504e470d0a1a0a") + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 32, 8, 0, 0, 0, 0)) \
        + chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(4 * x for x in range(64)) for _ in range(32)))) + chunk(b"IEND", b"")
    (screen.folder / "mark.png").write_bytes(mark)
    press(screen, "Usual words")
    screen.until("usual words", lambda: drawn(screen, 203))
    new_picture(screen, str(screen.folder / "no.png"))
    assert not any("no.png" in name and name.startswith("Picture ") for name in screen.names())
    new_picture(screen, str(screen.folder / "mark.png"))
    screen.until("placed", lambda: screen.focused() == "Picture mark.png")
    screen.until("in the way", lambda: any(name.startswith("Picture mark.png: ") for name in screen.names()))
    assert screen.read("Place").endswith("20.0 × 10.0 mm"), screen.read("Place")
    screen.key("ctrl+shift+Left")
    screen.until("smaller", lambda: screen.read("Place").endswith("19.5 × 9.8 mm"))
    for field, value in (("Width, mm", "4"), ("From the left, mm", "33.5"), ("From above, mm", "36")):
        screen.tab_to(field)
        screen.key("ctrl+a")
        screen.type(value)
        screen.key("Return")
    screen.tab_to("Greys as a pattern of dots")
    screen.key("space")
    screen.until("its place", lambda: screen.read("Place") == "33.5 mm from the left, 36.0 mm from above, 4.0 × 2.0 mm")
    screen.until("it comes out", lambda: drawn(screen, 203))
    screen.picture("designer-mark")
    screen.key("F9")
    screen.until("kept", lambda: picture_of(practice) is not None)
    kept = picture_of(practice)
    assert (kept["w"], kept["h"], kept["dither"], kept["name"]) == (40, 20, True, "mark.png"), kept


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture_of(practice):
    items = json.loads(layouts(practice)[NAME]["file"])["items"]
    return next((item for item in items if item["type"] == "picture"), None)


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
        steps_through(screen)
        moves(screen)
        screen.picture("designer-moved")
        refuses(screen)
        saves(screen, practice)
        screen.until("the station was asked", lambda: refused(practice))
        assert screen.focused() == "Name of the layout"     # a sheet is closed by success alone
        screen.key("Escape")
        assert NAME not in layouts(practice)
        screen.tab_to(CANVAS, 80)
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
        resolutions(screen)
        real_data(screen, case)
        names(screen, practice)
        pictures(screen, practice)
        program.kill()                  # GTK's dialog of files loses memory of its own
    finally:
        process.terminate()
        process.wait(10)


desktop.run(test)
