#!/usr/bin/python3
"""What an operator does now and then on the Weigh page: a typed weight with a supervisor's PIN, the same weight once more
from the same truck, a row looked into, a slip printed again, the day's exceptions as CSV; the alarm of a lost scale
comes back until somebody touches something; the weight is told as value, unit, state."""
import csv
import time

import desktop
import station
import work

ALARM_S = 10


def newest(practice):
    return work.recorded(practice)[0]


def told_weight(screen, scale):
    """One description: value, unit, state; it changes with them."""
    screen.until("empty", lambda: screen.weight() == "Gross 0.00 kg, Empty scale")
    scale.put(screen, "23.45")
    assert screen.weight() in ("Gross 23.45 kg, Stable", "Gross 23.45 kg, Stable (judged here)"), screen.weight()
    screen.key("space")
    screen.until("recorded", lambda: screen.weight() == "Gross 23.45 kg, 1 recorded, please unload")


def same_again(screen, scale, practice):
    """Another pallet weighs the same: the operator says that it is another one, without the scale empty in between."""
    screen.key("ctrl+2")
    screen.until_text("Next record", "Pallet 2")
    screen.key("F4")
    screen.find("What stands on the pallet?")
    screen.key("1")
    screen.find("How many crates stand on the pallet?")
    screen.key("2", "0", "Return")
    screen.until_text("Kind of crate", "20 × Blue")
    scale.put(screen, "61.85")
    screen.key("space")
    screen.until("pallet 2 said", lambda: "2 recorded" in screen.said())
    before = len(work.sounds(screen))
    screen.key("space")
    screen.until("refused", lambda: work.sounds(screen)[before:] == ["refused"])
    screen.find("Same again", "push button")
    screen.key("KP_Add")
    screen.until("armed", lambda: "Stable" in screen.weight())
    screen.key("KP_Enter")
    screen.until("pallet 3 said", lambda: "3 recorded" in screen.said())
    assert newest(practice)["rearmed"] is True, newest(practice)


def same_vehicle(screen, scale):
    """Recorded all the same, and said: the one who unloads knows whether it was one pallet or two."""
    warning = "▲ Same truck, same weight: 2 at "
    screen.until("the warning", lambda: [n for n in screen.names() if n.startswith(warning)])
    screen.picture("weigh-same-vehicle")
    scale.clear(screen)
    screen.until("no warning", lambda: not [n for n in screen.names() if n.startswith(warning)])
    screen.key("ctrl+1")


def typed(screen, practice):
    screen.key("F11")
    screen.find("✎ Typed weight")
    screen.tab_to("Gross, kg")
    screen.type("nothing")
    screen.tab_to("Next: PIN")
    screen.key("space")
    screen.find("The weight is a number of kilograms, for example 23.45.")
    screen.tab_to("Gross, kg")
    screen.key("ctrl+a")
    screen.type("20.00")
    screen.tab_to("Reason")
    screen.type("display dark")
    screen.key("Return")
    screen.find("A supervisor's PIN, for this once")
    screen.type(work.SUPERVISOR[1])
    screen.key("Return")
    screen.until("crate 4", lambda: newest(practice)["no"] == 4)
    row = newest(practice)
    assert (row["mode"], row["gross_mg"], row["reason"], row["approver_name"]) == \
        ("typed", 20000000, "display dark", work.SUPERVISOR[0]), row
    screen.until("marked in the list", lambda: [n for n in screen.names() if n.startswith("4, 18.15 kg, ✎")])


def told(screen, name):
    """The value below the caption @name."""
    return next(screen.text(node) for node in screen.all(name) if node.get_description() == name)


def detail(screen):
    """A row is opened by keyboard; the sheet tells the bytes that the scale sent."""
    name = screen.until("row 4", lambda: [n for n in screen.names() if n.startswith("4, 18.15 kg")])[0]
    screen.tab_to(name, 60)
    screen.key("Down", "Down", "Down")
    screen.until("row 1", lambda: screen.focused().startswith("1, 21.60 kg"))
    screen.key("Return")
    screen.find("Weighing 1")
    assert (told(screen, "Gross B"), told(screen, "Net N")) == ("23.45 kg", "21.60 kg")
    assert told(screen, "Recorded by") == work.OPERATOR[0]
    assert told(screen, "What the scale sent").startswith("02 "), told(screen, "What the scale sent")
    screen.picture("weigh-detail")
    screen.key("Escape")
    screen.find("Record", "push button")


def reprint(screen, practice):
    """F9 issues the slip, F8 asks why once more, and the station counts the copy."""
    screen.key("F9")
    screen.find("Yes, complete")
    screen.key("1")
    screen.find("Print", "push button")
    screen.key("Escape")
    screen.key("alt+2")
    screen.find("Choose whose fruit", "push button")
    screen.key("F8")
    screen.find("Print the slip again?")
    screen.key("1")
    screen.find("Print", "push button")
    face = station.Face(practice.database)
    slips = face.rows(f"/v1/deliveries/{face.rows('/v1/deliveries?limit=1')[0]['id']}/slips")
    face.close()
    assert [slip["kind"] for slip in slips] in (["first", "reprint"], ["reprint", "first"]), slips
    screen.key("Escape")


def export(screen):
    """All that was odd, in a file that a spreadsheet reads."""
    path = screen.folder / "odd.csv"
    screen.key("ctrl+e")
    screen.until("the report", lambda: screen.all("Weigh on", "push button"))
    screen.until("rows", lambda: [n for n in screen.names() if n.startswith("Reprint ")])
    screen.key("F9")
    screen.until("the dialog", lambda: screen.all("Save the exception report") or screen.all("Cancel"))
    time.sleep(0.5)
    screen.key("ctrl+a")
    screen.type(str(path))
    screen.key("Return")
    screen.until("the file", path.exists)
    screen.until("said", lambda: "Saved" in screen.said())
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = sorted(row["kind"] for row in rows)
    assert kinds == ["rearmed", "reprint", "same-vehicle", "typed"], kinds
    typed_row = next(row for row in rows if row["kind"] == "typed")
    assert (typed_row["now_kg"], typed_row["reason"]) == ("18.150", "display dark"), typed_row


def alarm(screen, scale):
    before = len(work.sounds(screen))
    scale.end()
    screen.until("alarm", lambda: work.sounds(screen)[before:].count("fault") == 1)
    screen.until("again", lambda: work.sounds(screen)[before:].count("fault") == 2, ALARM_S + 10)
    screen.key("shift")                 # any key, button or touch
    time.sleep(ALARM_S + 2)
    assert work.sounds(screen)[before:].count("fault") == 2, work.sounds(screen)


def open_delivery(face):
    """With a vehicle, which the Deliver page need not be asked for."""
    grower = face.rows("/v1/parties?kind=grower")[0]
    face.post("/v1/deliveries", {"cooperative": grower["cooperative"], "product": face.rows("/v1/products")[0]["id"],
                                 "sources": [{"grower": grower["id"]}], "vehicle": "A21", "certificate_received": True})


def weigh_on(screen):
    screen.key("alt+1")
    name = screen.until("the open one", lambda: [n for n in screen.names() if n.startswith("Weigh on: ")])[0]
    screen.tab_to(name)
    screen.key("space")
    screen.find("Record", "push button")


def test(screen, practice):
    face = work.prepare(practice, scale=False)
    scale = work.Scale("mt-cont")
    face.post("/v1/devices", {"name": "Scale 1", "kind": "scale", "address": f"tcp:127.0.0.1:{scale.port}",
                              "protocol": "mt-cont", "max_mg": 150000000, "e_mg": 50000})
    open_delivery(face)
    face.close()
    program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
    work.log_in(screen)
    weigh_on(screen)
    told_weight(screen, scale)
    scale.clear(screen)
    same_again(screen, scale, practice)
    same_vehicle(screen, scale)
    typed(screen, practice)
    detail(screen)
    reprint(screen, practice)
    program.close(screen)
    program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
    work.log_in(screen)
    screen.key("alt+2")
    export(screen)
    alarm(screen, scale)
    program.kill()                      # GTK's dialog of files loses memory of its own


desktop.run(test)
