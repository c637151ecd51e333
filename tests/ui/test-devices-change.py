#!/usr/bin/python3
"""An instrument is added by keyboard, and its row tells what it measured last. In use it gets another name, and stays the same
device."""
import desktop
import station
import work
from work import listed


def choose(screen, name):
    screen.tab_to(name)
    screen.key("space")
    screen.until(f"{name} chosen", lambda: screen.read("Device") == name)


def add_instrument(screen, instrument):
    """What it measures is chosen first; the name follows it. The row tells the last reading."""
    screen.key("F11")
    screen.find("Add an instrument")
    screen.until("its protocols", lambda: [n for n in screen.names() if "CM-BASE" in n])
    screen.tab_to("Length, mm")
    screen.key("space")
    screen.until("the name follows", lambda: screen.read("Name", "text") == "Calliper")
    screen.picture("instrument-length")
    screen.key("shift+Tab", "shift+Tab")
    screen.until("back at the first", lambda: screen.focused() == "Brix, °Bx")
    screen.key("space")
    screen.until("the name follows", lambda: screen.read("Name", "text") == "Refractometer")
    screen.tab_to("CM-BASE", part=True)
    screen.key("space")
    screen.tab_to("Network")
    screen.key("space")
    screen.tab_to("Use this instrument")
    screen.key("space")
    screen.until("what is missing", lambda: any("Enter the address of the instrument" in name for name in screen.names()))
    screen.tab_to("Address: 192.168.1.90:4001, or /dev/ttyUSB0")
    screen.type(instrument.address.removeprefix("tcp:"))
    screen.picture("instrument-form")
    screen.tab_to("Use this instrument")
    screen.key("space")
    screen.until("the instrument in the list", lambda: listed(screen, "Refractometer", "● connected"))
    instrument.measure("11.4 20.0")
    screen.until("its reading in the row", lambda: listed(screen, "Refractometer", "11.4 °Bx"))
    choose(screen, "Refractometer")
    screen.until("and in its panel", lambda: "Last: 11.4 °Bx, at " in screen.read("Age of the newest reading"))
    screen.picture("instrument-panel")
    instrument.measure("0.1 20.0")
    screen.until("not measured", lambda: listed(screen, "Refractometer", "▲ not measured"))
    screen.until("and why", lambda: "0.1 °Bx cannot be of a fruit" in screen.read("Age of the newest reading"))


def rows_by_kind(database):
    face = station.Face(database)
    try:
        return {row["kind"]: row for row in face.rows("/v1/devices")}
    finally:
        face.close()


def change(screen, database, instrument):
    """The instrument gets another name, one that is free, and goes on measuring."""
    before = rows_by_kind(database)
    screen.key("F3")
    screen.find("Change Refractometer")
    screen.tab_to("Change it")
    screen.key("space")
    screen.until("nothing to do", lambda: "Nothing was changed." in screen.names())
    screen.tab_to("Name")
    screen.key("ctrl+a")
    screen.type("Scale 1")
    screen.tab_to("Change it")
    screen.key("space")
    screen.until("the name is taken", lambda: [n for n in screen.names() if "taken" in n or "already" in n])
    screen.tab_to("Name")
    screen.key("ctrl+a")
    screen.type("Sugar 2")
    screen.picture("device-change")
    screen.tab_to("Change it")
    screen.key("space")
    screen.until("changed", lambda: listed(screen, "Sugar 2", "● connected"))
    instrument.measure("12.1 20.0")
    screen.until("it measures on", lambda: listed(screen, "Sugar 2", "12.1 °Bx"))
    after = rows_by_kind(database)
    assert after["instrument"] == dict(before["instrument"], name="Sugar 2"), after["instrument"]
    assert after["scale"] == before["scale"], after["scale"]


def test(screen, practice):
    work.prepare(practice).close()
    refractometer = work.Instrument("atago-cm-base")
    try:
        program = screen.start(practice.database)
        work.log_in(screen, *work.SUPERVISOR)
        screen.key("alt+0")
        screen.find("Add instrument", "push button")
        add_instrument(screen, refractometer)
        change(screen, practice.database, refractometer)
        program.close(screen)
    finally:
        refractometer.end()


desktop.run(test)
