#!/usr/bin/python3
"""Devices added by keyboard. A scale whose bytes can be read in two ways: both are shown with the weight that each reads,
nothing is chosen beforehand, and the one that the person chooses is bound; its panel tells what it does. Then a scanner by
its address, a printer by its language, and grading machines: reports in a folder, a PLC's counters."""
import os
import pathlib
import socket

import desktop
import station
import work

SHOWN = "12.30"         # on the scale's display
OTHERWISE = "3.21000"   # the same digits read from the other end


def add_scale(screen, scale):
    work.scale_form(screen, scale)
    screen.until("both ways", lambda: "more than one way" in screen.read("What is heard"))
    words = [name for name in screen.names() if " kg  " in name]
    assert any(name.startswith(SHOWN) for name in words) and any(name.startswith(OTHERWISE) for name in words), words
    screen.picture("scale-ambiguous")
    screen.tab_to("Use this scale")
    screen.key("space")
    screen.until("a choice is needed", lambda: any("Choose the weight" in name for name in screen.names()))
    screen.tab_to(SHOWN + " kg  Yaohua", part=True)
    screen.key("space")
    screen.tab_to("Use this scale")
    screen.key("space")
    screen.until("the scale in the list", lambda: work.listed(screen, "Scale 1", "● connected"))
    chip = "● 1 well" if os.environ.get("GUO_TEST_SIZE", "").startswith("1024") else "● Scale 1"
    screen.until("its chip", lambda: screen.all(chip))


def panel(screen):
    """What it is, what it says, and when."""
    screen.until("its protocol by name", lambda: "Yaohua" in screen.read("Protocol"))
    screen.until("frames", lambda: "bad\u00a00" in screen.read("Frames heard"))
    screen.until("its age", lambda: "s ago" in screen.read("Age of the newest reading"))
    screen.until("its bytes, as text too", lambda: any("=" in screen.text(node) for node in screen.all("Last bytes")))
    screen.key("F8")
    screen.until("copied", lambda: "Copied" in screen.said())
    screen.picture("device-panel")


def add_scanner(screen):
    with socket.create_server(("127.0.0.1", 0)) as server:
        screen.key("F6")
        screen.find("Add a scanner")
        screen.tab_to("Address, where nothing is heard: serial:/dev/ttyACM0, tcp:192.168.1.70:2001")
        screen.type(f"tcp:127.0.0.1:{server.getsockname()[1]}")
        screen.tab_to("Use this scanner")
        screen.key("space")
        screen.until("the scanner in the list", lambda: work.listed(screen, "Scanner", "● connected"))


def own_label(database):
    """A layout of the centre's own, of a name that no shipped one has."""
    layout = pathlib.Path(__file__).resolve().parents[2] / "station" / "label" / "layouts" / "case-60x40.json"
    face = station.Face(database)
    face.log_in(*work.SUPERVISOR)
    face.post("/v1/label-layouts", {"file": layout.read_text(encoding="utf-8").replace('"case-60x40"', '"house-60x40"')})
    face.close()


def add_printer(screen):
    screen.key("F5")
    screen.find("Add a label printer")
    screen.tab_to("Address: 192.168.1.60:9100")
    screen.type("cups:labels")
    screen.tab_to("TSPL", part=True)
    screen.key("space")
    screen.tab_to("house-60x40")
    screen.key("space")
    screen.tab_to("Use this printer")
    screen.key("space")
    screen.until("the printer in the list", lambda: any("Label printer" in name for name in screen.names()))


def add_reporting(screen, folder):
    """Reports in a folder: what is refused stands at its field; then the folder that is there, by a profile from a file."""
    profile = pathlib.Path(__file__).resolve().parents[2] / "drivers" / "grader" / "profiles" / "zh-csv.json"
    screen.key("F2")
    screen.find("Add a grading machine")
    screen.tab_to("Reports in a folder")
    screen.key("space")
    screen.tab_to("Folder of its reports, on this computer: /srv/reports")
    screen.type("/nowhere/at/all")
    screen.tab_to("Use this machine")
    screen.key("space")
    screen.find("not a folder that is there, named from /")
    screen.picture("grader-refused")
    screen.tab_to("Folder of its reports, on this computer: /srv/reports")
    screen.key("ctrl+a")
    screen.type(str(folder))
    screen.tab_to("From a file")
    screen.key("space")
    screen.tab_to("Use this machine")
    screen.key("space")
    screen.find("Choose the file, or enter where it is.")
    screen.tab_to("File with it (JSON)")
    screen.type(str(profile))
    screen.tab_to("Use this machine")
    screen.key("space")
    screen.until("the machine in the list", lambda: any("Grading machine" in name for name in screen.names()))


def add_counting(screen):
    """Counters of a PLC: by the map that is shipped, over the network."""
    screen.key("F2")
    screen.find("Add a grading machine")
    screen.tab_to("Counters of outlets")
    screen.key("space")
    screen.tab_to("Address: 192.168.1.80:4010, or /dev/ttyUSB0")
    screen.type("127.0.0.1:5020")
    screen.tab_to("Name")
    screen.key("ctrl+a")
    screen.type("Counter")
    screen.picture("grader-counters")
    screen.tab_to("Use this machine")
    screen.key("space")
    screen.until("the counter in the list", lambda: any("Counter" in name for name in screen.names()))


def test(screen, practice):
    work.prepare(practice, scale=False).close()
    scale = work.Scale("yaohua-eq-rev")
    try:
        program = screen.start(practice.database)
        work.log_in(screen, *work.SUPERVISOR)
        scale.do("put " + SHOWN)
        add_scale(screen, scale)
        panel(screen)
        add_scanner(screen)
        own_label(practice.database)
        add_printer(screen)
        reports = pathlib.Path(practice.database).parent / "reports"
        reports.mkdir()
        add_reporting(screen, reports)
        add_counting(screen)
        face = station.Face(practice.database)
        graders = {row["protocol"]: row for row in face.rows("/v1/devices") if row["kind"] == "grader"}
        assert graders["guozhan-profile"]["address"] == str(reports), graders
        assert "批次号" in graders["guozhan-profile"]["profile"], graders
        assert (graders["guozhan-modbus"]["address"], graders["guozhan-modbus"]["register_map"],
                graders["guozhan-modbus"]["modbus"]) == ("tcp:127.0.0.1:5020", "guozhan-outlets", "tcp"), graders
        bound = {row["kind"]: (row["protocol"], row["language"], row["address"], row["label"])
                 for row in face.rows("/v1/devices")}
        assert bound["scale"][0] == "yaohua-eq-rev", bound
        assert bound["printer"][1:] == ("tspl", "cups:labels", "house-60x40"), bound
        face.close()
        program.close(screen)
    finally:
        scale.end()


desktop.run(test)
