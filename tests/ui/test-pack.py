#!/usr/bin/python3
"""Cases on the scale by plan: light, good, heavy and scant ones, the average of the lot, a part-full case filled up, a label
that was printed before; a pallet by scan alone. The screen is killed in between. What the page said is what the station counts,
and each label came out once."""
import json
import os
import subprocess

import desktop
import scanner
import station
import work

NBSP = "\u202f"
TYPED = {"tare_mg": 0, "typed": True, "reason": "display broken",
         "approver": {"user": work.SUPERVISOR[0], "pin": work.SUPERVISOR[1]}}


def printer(folder):
    os.mkdir(folder)
    process = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "zpl", "--listen", "127.0.0.1:0", "--out", folder],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return process, json.loads(process.stdout.readline())["address"]


def prepare(practice, scale, addresses):
    """A lot of 100 kg, a plan of 5 kg with a carton of 0.25 kg, a scale of 10 g, a printer of cases and one of pallets."""
    face = work.prepare(practice, scale=False)
    face.post("/v1/devices", {"name": "Scale 1", "kind": "scale", "address": f"tcp:127.0.0.1:{scale.port}",
                              "protocol": "yaohua-tf0", "max_mg": 30000000, "min_mg": 200000, "e_mg": 10000})
    for name, address, label in zip(("Printer 1", "Printer 2"), addresses, ("case-60x40", "pallet-a6")):
        face.post("/v1/devices", {"name": name, "kind": "printer", "address": address, "language": "zpl", "label": label})
    grower = face.rows("/v1/parties?kind=grower")[0]
    product = face.rows("/v1/products")[0]
    carton = face.post("/v1/crate-types", {"name": "Carton", "tare_mg": 250000})
    face.post("/v1/pack-plans", {"name": "红盒五公斤", "product": product["id"], "grade_class": "special", "nominal_mg": 5000000,
                                 "spread_mg": 30000, "case_type": carton["id"]})
    delivery = face.post("/v1/deliveries", {"cooperative": grower["cooperative"], "product": product["id"],
                                            "sources": [{"grower": grower["id"]}], "certificate_received": True})
    lot = delivery["lots"][0]
    face.post("/v1/weighings", dict(TYPED, lot=lot["id"], gross_mg=100000000))
    face.close()
    return lot


def answer(practice, path, body=None):
    face = station.Face(practice.database)
    try:
        if body is None:
            return face.get(path)
        face.log_in(*work.SUPERVISOR)
        return face.post(path, body)
    finally:
        face.close()


def cases(practice):
    """All of them, oldest first."""
    return list(reversed(answer(practice, "/v1/cases?limit=50")["rows"]))


def content(screen):
    return screen.read("Content of the case", "label").replace(NBSP, " ")


def choose_plan(screen):
    screen.until_text("What is packed", "First class · 5")
    screen.key("F2")
    screen.find("What is packed?")
    screen.tab_to("Pack plan")
    screen.key("space")
    screen.until("the list", lambda: screen.focused() == "Name or initials")
    screen.type("hhw")
    screen.key("Return")
    screen.until("chosen", lambda: screen.focused() == "Pack plan")
    screen.tab_to("Cases on a full pallet")
    screen.type("4")
    screen.picture("pack-plan-chosen")
    screen.key("Return")
    screen.until_text("What is packed", "Special class · 5")
    limits = screen.read("What a case is to hold").replace(NBSP, " ")
    assert limits == "required 5 000 g, at least 4 925, target 5 030–5 120 · 红盒五公斤", limits


def put(screen, scale, kg, words):
    """The band says @words of a load of @kg, gross."""
    scale.put(screen, kg)
    screen.until(f"{kg}: {words}", lambda: content(screen) == words)
    assert screen.find("Content", "level bar").get_description().replace(NBSP, " ") == words


def record(screen, number, key="space"):
    screen.key(key)
    screen.until(f"case {number} said", lambda: f"{number:06d} recorded" in screen.said())


def refuse_light(screen, scale, practice):
    put(screen, scale, "5.10", "▼ Light −180 g")
    screen.picture("pack-light")
    screen.key("space")
    screen.until("refused", lambda: work.sounds(screen)[-1:] == ["light"])
    screen.until_text("What to do now", "Add fruit")
    assert cases(practice) == []
    scale.clear(screen)
    assert content(screen) == "—"


def average(screen, words):
    screen.until_text("Average of the lot", words)


def weigh_cases(screen, scale):
    put(screen, scale, "5.20", "▽ Scant −80 g")
    record(screen, 1)
    average(screen, f"▲ 4{NBSP}950 g")
    screen.until_text("What to do now", "below the nominal content: 50 g")
    screen.picture("pack-average-low")
    scale.clear(screen)
    put(screen, scale, "5.31", "✓ Good")
    screen.picture("pack-good")
    record(screen, 2, "KP_Enter")
    average(screen, f"● 5{NBSP}005 g")
    scale.clear(screen)
    put(screen, scale, "5.55", "▲ Heavy +180 g")
    screen.picture("pack-heavy")
    record(screen, 3)
    average(screen, f"● 5{NBSP}103 g")
    scale.clear(screen)


def part_full(screen, scale, practice):
    put(screen, scale, "3.25", "▼ Light −2 030 g")
    screen.key("F5")
    screen.until("part-full said", lambda: "000004 recorded, part-full, 3.00" in screen.said())
    scale.clear(screen)
    average(screen, f"● 5{NBSP}103 g")      # not of the average
    row = cases(practice)[-1]
    assert (row["part"], row["net_mg"]) == (True, 3000000), row


def until_count(screen, words):
    screen.until_text("Cases on the pallet", words)


def pallets(screen, practice, keyboard):
    serials = [row["serial"] for row in cases(practice)]
    screen.key("F9")                        # none stands open: one is begun at once
    screen.until_text("Pallet", "Pallet 1")
    keyboard.scan(serials[0])
    until_count(screen, "1/4")
    keyboard.scan(serials[1])
    until_count(screen, "2/4")
    screen.picture("pack-pallet")
    screen.until("verified", lambda: f"{serials[1][2:8]} is on Pallet 1" in screen.said())
    screen.key("F9")
    screen.find("Leave it open, begin another")
    screen.picture("pack-pallet-asked")
    screen.key("2")
    screen.until_text("Pallet", "Pallet 2")
    keyboard.scan(serials[0])
    screen.until("refused with its place", lambda: work.sounds(screen)[-1:] == ["refused"] and "1" in screen.said())
    screen.picture("pack-elsewhere")
    until_count(screen, "0/4")
    keyboard.scan(serials[2])
    until_count(screen, "1/4")
    return serials


def close_pallet(screen, practice):
    screen.key("F9")
    screen.find("Close it and print its label")
    screen.key("1")
    screen.until_text("Pallet", "No pallet")
    closed = answer(practice, "/v1/pallets?state=closed")["rows"]
    assert [(p["no"], p["cases"]) for p in closed] == [("2", 1)], closed
    screen.until("its label is out", lambda: answer(practice, "/v1/pallets?state=closed")["rows"][0]["label_state"] == "out")


def fill_up(screen, scale, practice, keyboard, serial):
    put(screen, scale, "5.35", "✓ Good")
    keyboard.scan(serial)
    screen.find("Filled up: it is on the scale")
    screen.picture("pack-part")
    screen.key("1")
    screen.until("filled up", lambda: "000005 recorded" in screen.said())
    scale.clear(screen)
    states = {row["serial"][2:8]: row["state"] for row in cases(practice)}
    assert (states["000004"], states["000005"]) == ("replaced", "packed"), states


def bind(screen, scale, practice, keyboard, lot):
    plan = answer(practice, "/v1/pack-plans")["rows"][0]
    reserved = answer(practice, "/v1/cases/reserve", {"lot": lot["id"], "plan": plan["id"], "count": 1})["cases"][0]
    put(screen, scale, "5.30", "✓ Good")
    keyboard.scan(reserved["serial"])
    screen.until("bound", lambda: answer(practice, f"/v1/cases/{reserved['serial']}")["state"] == "packed")
    assert answer(practice, f"/v1/cases/{reserved['serial']}")["net_mg"] == 5050000
    scale.clear(screen)


def silent(screen, scale):
    """Without readings neither net nor mark."""
    scale.put(screen, "5.31")
    scale.do("silence on")
    screen.until_weight("No new data")
    assert content(screen) == "—" and screen.read("Net weight, computed") == "—"
    screen.picture("pack-stale")
    scale.do("silence off", "remove")


def come_back(screen, practice, program):
    """The screen is killed: plan, average and pallet are there again."""
    program.kill()
    program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
    work.log_in(screen)
    screen.until_text("What is packed", "Special class · 5")
    average(screen, f"● 5{NBSP}103 g")
    screen.until_text("Pallet", "Pallet 2")
    return program


def test(screen, practice):
    scale = work.Scale()
    printers = [printer(os.path.join(practice.folder, name)) for name in ("paper", "pallets")]
    keyboard = None
    try:
        lot = prepare(practice, scale, [address for _, address in printers])
        program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
        work.log_in(screen)
        screen.key("alt+4")
        choose_plan(screen)
        refuse_light(screen, scale, practice)
        weigh_cases(screen, scale)
        part_full(screen, scale, practice)
        keyboard = scanner.Keyboard()
        serials = pallets(screen, practice, keyboard)
        program = come_back(screen, practice, program)
        close_pallet(screen, practice)
        fill_up(screen, scale, practice, keyboard, serials[3])
        bind(screen, scale, practice, keyboard, lot)
        silent(screen, scale)
        screen.until("labels out", lambda: {row["label_state"] for row in cases(practice)} <= {"out", "seen"})
        program.close(screen)
    finally:
        if keyboard:
            keyboard.end()
        scale.end()
        for process, _ in printers:
            process.terminate()
            process.wait(10)


desktop.run(test)
