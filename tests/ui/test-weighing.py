#!/usr/bin/python3
"""The Weigh page in all its ways: a scale on TCP bound on the Devices page, zeroed by F6; a crate, a pallet, a truck weighed
twice, a deduction and its undoing; each act with its sound; after a power cut the crate that is still on the scale is
asked about; the day's exception report tells of what was odd."""
import signal

import desktop
import station
import work


def sounds(screen):
    """What was asked for, in order."""
    log = (screen.folder / "guozhan.log").read_text(errors="replace")
    return [line.split("sound ")[1].split(",")[0] for line in log.splitlines() if "sound " in line]


def heard(screen, kind, before):
    screen.until(f"sound {kind}", lambda: sounds(screen)[before:].count(kind) == 1)


def bind_scale(screen, scale):
    """By keyboard: the address is typed, what the scale shows is read, then it is used."""
    work.scale_form(screen, scale)
    screen.tab_to("Use this scale")
    screen.key("space")
    screen.until("a choice is needed", lambda: any("Choose the weight" in name for name in screen.names()))
    screen.tab_to("0.00 kg  Toledo continuous")
    screen.picture("scale-candidates")
    screen.key("space")
    screen.tab_to("Name")
    screen.key("ctrl+a")
    screen.type("Yard scale")
    screen.tab_to("Max, kg")
    screen.key("ctrl+a")
    screen.type("150")
    screen.tab_to("e, kg (empty: the last digit that it sends)")
    screen.type("0.05")
    screen.tab_to("Use this scale")
    screen.key("space")
    screen.until("the scale in the list", lambda: screen.all("● Yard scale"))


def weigh_crate(screen, scale):
    before = len(sounds(screen))
    scale.put(screen, "23.45")
    screen.until_text("Net weight, computed", "21.60 kg")
    screen.key("space")
    screen.until("crate 1 said", lambda: "1 recorded" in screen.said())
    heard(screen, "recorded", before)
    before = len(sounds(screen))
    screen.key("space")                 # the same load once more
    heard(screen, "refused", before)
    scale.clear(screen)


def weigh_pallet(screen, scale, practice):
    head = screen.find("Whose fruit").get_component_iface().get_extents(screen.atspi.CoordType.WINDOW)
    weight = screen.find("Weight").get_component_iface().get_extents(screen.atspi.CoordType.WINDOW)
    screen.key("ctrl+2")
    screen.until_text("Next record", "Pallet 2")
    screen.key("F4")
    screen.find("What stands on the pallet?")
    screen.key("1")
    screen.find("How many crates stand on the pallet?")
    screen.key("2", "0", "Return")
    screen.until_text("Kind of crate", "20 × Blue")
    screen.key("F4")
    screen.find("What stands on the pallet?")
    screen.key("3")
    screen.find("Which pallet board?")
    screen.key("4")
    screen.until_text("Tare, computed", "52.00 kg")
    for name, was in (("Whose fruit", head), ("Weight", weight)):
        now = screen.find(name).get_component_iface().get_extents(screen.atspi.CoordType.WINDOW)
        assert (was.x, was.y, was.height) == (now.x, now.y, now.height), f"{name} moved with the mode"
    scale.put(screen, "140.00")
    screen.picture("weigh-pallet")
    screen.key("KP_Enter")
    screen.until("pallet said", lambda: "2 recorded" in screen.said())
    row = work.recorded(practice)[0]
    assert (row["crates"], row["tare_mg"], row["net_mg"]) == (20, 52000000, 88000000), row
    scale.clear(screen)


def weigh_truck(screen, scale, practice):
    screen.key("ctrl+3")
    screen.find("Record first", "push button")
    scale.put(screen, "120.00")
    screen.key("space")
    screen.until("first weighing said", lambda: "First weighing recorded" in screen.said())
    screen.find("Record second", "push button")
    screen.picture("weigh-truck-waits")
    scale.clear(screen)
    scale.put(screen, "40.00")
    screen.until_text("Net weight, computed", "80.00 kg")
    screen.key("space")
    screen.until("truck said", lambda: "3 recorded" in screen.said())
    row = work.recorded(practice)[0]
    assert (row["gross_mg"], row["tare_mg"], row["net_mg"], row["crates"]) == (120000000, 40000000, 80000000, 0), row
    screen.until("no truck waits", lambda: screen.all("Record first"))
    scale.clear(screen)
    screen.key("ctrl+1")


def deduct(screen):
    screen.until_text("Net weight of this delivery", "189.60 kg")
    screen.key("F5")
    screen.find("Deduction")
    screen.key("3")
    screen.until("what it takes", lambda: screen.all("Deduction 1.5% −2.85 kg · payable weight 186.75 kg"))
    screen.key("1")
    screen.until_text("Payable weight of this delivery", "186.75 kg")
    screen.key("F5")
    screen.tab_to("Void deduction 1.5%")
    screen.key("space")
    screen.find("Void this deduction?")
    screen.key("1")
    screen.until_text("Payable weight of this delivery", "189.60 kg")
    screen.key("F5")
    screen.find("Deduction")
    screen.key("7")
    screen.find("How many percent of the net weight?")
    screen.key("1", "period", "2", "Return")
    screen.find("Why is it deducted?")
    screen.key("2")
    screen.until_text("Payable weight of this delivery", "187.30 kg")


def cut(screen, scale, practice, program):
    """Both are killed with a recorded crate on the scale; nobody knows any more whether it was."""
    scale.put(screen, "22.00")
    screen.key("space")
    screen.until("crate 4 said", lambda: "4 recorded" in screen.said())
    program.kill()
    practice.stop(signal.SIGKILL)
    program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
    work.log_in(screen)
    question = "What is on the scale may have been recorded before the station stopped."
    screen.until("asked about", lambda: question in screen.read("Notice"), 30)
    screen.picture("maybe-recorded")
    screen.tab_to("Not yet: record it", 60)
    screen.key("space")
    screen.until("crate 5 said", lambda: "5 recorded" in screen.said())
    screen.until("the cut is told of", lambda: "not shut down properly" in screen.read("Notice"))
    assert [row["no"] for row in work.recorded(practice)] == [5, 4, 3, 2, 1]
    scale.clear(screen)
    return program


def exceptions(screen):
    screen.key("ctrl+e")
    screen.until("the report", lambda: screen.all("Weigh on", "push button"))
    screen.until("two kinds", lambda: [n for n in screen.names() if n.startswith("Deduction ")]
                 and [n for n in screen.names() if n.startswith("Recorded after a stop ")])
    screen.picture("exceptions")
    screen.key("Escape")
    screen.find("Record", "push button")


def finish(screen, practice):
    """The slip is asked for, issued and shown."""
    screen.key("F9")
    screen.find("Yes, complete")
    screen.key("1")
    screen.find("Print", "push button")
    screen.until("the slip is drawn", lambda: not screen.all("The slip is being drawn …"))
    screen.picture("slip")
    face = station.Face(practice.database)
    delivery = face.rows("/v1/deliveries?limit=1")[0]
    assert delivery["state"] == "closed" and len(face.rows(f"/v1/deliveries/{delivery['id']}/slips")) == 1, delivery
    face.close()
    screen.key("Escape")
    screen.until("nothing at work", lambda: screen.all("Choose whose fruit", "push button"))


def fault(screen, scale):
    before = len(sounds(screen))
    scale.end()
    heard(screen, "fault", before)


def test(screen, practice):
    face = work.prepare(practice, scale=False)
    face.post("/v1/crate-types", {"name": "White", "tare_mg": 2100000})
    face.post("/v1/crate-types", {"name": "Board", "tare_mg": 15000000})
    face.close()
    scale = work.Scale("mt-cont")
    program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
    work.log_in(screen, *work.SUPERVISOR)
    bind_scale(screen, scale)
    work.deliver(screen)
    screen.until("the bound scale", lambda: "Empty" in screen.weight())
    before = len(sounds(screen))
    screen.key("F6")
    screen.until("zero said", lambda: "told to set itself to zero" in screen.said())
    assert sounds(screen)[before:] == []
    weigh_crate(screen, scale)
    weigh_pallet(screen, scale, practice)
    weigh_truck(screen, scale, practice)
    deduct(screen)
    program = cut(screen, scale, practice, program)
    exceptions(screen)
    finish(screen, practice)
    fault(screen, scale)
    program.close(screen)


desktop.run(test)
