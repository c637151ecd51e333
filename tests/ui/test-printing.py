#!/usr/bin/python3
"""Cases packed with a printer on the net: states of labels, the question after a broken link, a reprint, a void."""
import json
import os
import subprocess

import desktop
import scanner
import station
import work

HALF_A_LABEL = 900      # bytes; the link is cut there
TYPED = {"gross_mg": 140000000, "tare_mg": 0, "typed": True, "reason": "display broken",
         "approver": {"user": work.SUPERVISOR[0], "pin": work.SUPERVISOR[1]}}


def printer(folder):
    """A printer of ours; its process, and the address that it says."""
    process = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "zpl", "--listen", "127.0.0.1:0",
                                "--out", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return process, json.loads(process.stdout.readline())["address"]


def cut(process):
    process.stdin.write(f"reset {HALF_A_LABEL}\n")
    process.stdin.flush()


def enough_fruit(face):
    lot, scale = face.rows("/v1/lots?kind=harvest")[0], face.rows("/v1/devices")[0]
    face.post("/v1/weighings", dict(TYPED, lot=lot["id"], scale=scale["id"]))


def cases(practice):
    """Newest first."""
    face = station.Face(practice.database)
    try:
        return face.rows(f"/v1/cases?lot={face.rows('/v1/lots?kind=pack')[0]['id']}")
    finally:
        face.close()


def until_cases(screen, practice, wanted):
    screen.until(f"labels {wanted}", lambda: [(c["label_state"], c["copies"]) for c in cases(practice)] == wanted)


def pack(screen, number):
    work.wait_stable(screen)
    screen.key("space")
    screen.until(f"case {number} said", lambda: f"{number:06d} recorded" in screen.said())


def answer(screen, word, number):
    name = f"{word}: did label {number:06d} come out?"
    screen.find(name, "push button")
    screen.tab_to(name)
    screen.key("space")


def to_packing(screen, practice):
    program = screen.start(practice.database)
    work.log_in(screen)
    return program


def stands(screen, practice, process):
    """A label that is not whole; the one before it is scanned as the last good one, and what was behind it comes again."""
    cut(process)
    pack(screen, 4)
    screen.until("why it stands", lambda: any("Printing stands: label 000004" in name for name in screen.names()))
    screen.picture("printing-stands")
    keyboard = scanner.Keyboard()
    good = next(case["serial"] for case in cases(practice) if not case["void"] and case["label_state"] == "out")
    keyboard.scan(good)
    screen.find("The last good label?")
    screen.picture("last-good-label")
    screen.key("2")                     # only looked
    screen.until("still asked", lambda: cases(practice)[0]["label_state"] == "doubtful")
    keyboard.scan(good)
    screen.find("The last good label?")
    screen.key("1")
    screen.until("printed again", lambda: (cases(practice)[0]["label_state"], cases(practice)[0]["copies"]) == ("out", 2))
    screen.until("it goes on", lambda: not any("Printing stands" in name for name in screen.names()))
    keyboard.end()


def test(screen, practice):
    face = work.prepare(practice)
    paper = os.path.join(practice.folder, "paper")
    os.mkdir(paper)
    process, address = printer(paper)
    try:
        face.post("/v1/devices", {"name": "Printer 1", "kind": "printer", "address": address, "language": "zpl"})
        program = to_packing(screen, practice)
        work.deliver(screen)
        work.record(screen, 1)
        enough_fruit(face)
        screen.key("alt+4")
        screen.find("Record and label", "push button")
        pack(screen, 1)
        screen.find("● printed")
        cut(process)
        pack(screen, 2)
        answer(screen, "Yes", 2)
        until_cases(screen, practice, [("out", 1), ("out", 1)])
        cut(process)
        pack(screen, 3)
        screen.find("No: did label 000003 come out?", "push button")
        program.kill()                  # the question outlives the screen
        program = to_packing(screen, practice)
        answer(screen, "No", 3)
        until_cases(screen, practice, [("void", 1), ("out", 1), ("out", 1)])
        screen.picture("pack-settled")
        screen.key("F8")
        screen.find("Label damaged")
        screen.key("1")
        until_cases(screen, practice, [("out", 2), ("out", 1), ("out", 1)])
        screen.key("F7")
        screen.find("Packed by mistake")
        screen.key("1")
        screen.find("A supervisor's PIN, for this once")
        screen.type(work.SUPERVISOR[1])
        screen.key("Return")
        screen.find("✕ void")
        assert [case["void"] for case in cases(practice)] == [True, False, False]
        stands(screen, practice, process)
        program.close(screen)
    finally:
        process.terminate()
        process.wait(10)


desktop.run(test)
