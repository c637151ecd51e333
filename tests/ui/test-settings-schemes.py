#!/usr/bin/python3
"""A supervisor takes over a shipped scheme and edits it by keyboard, with what would move told beside: a bound is changed, the
sentence read, what cannot be is refused where it stands, the next version saved. The run of before keeps the first version, a
run opened after uses the second."""
import time

import desktop
import station
import work
from settings import open_page

FROM = "Extra, share of skin coloured, %, from"
TYPED = {"tare_mg": 0, "typed": True, "reason": "display broken",
         "approver": {"user": work.SUPERVISOR[0], "pin": work.SUPERVISOR[1]}}


def face_of(practice):
    face = station.Face(practice.database)
    face.log_in(*work.SUPERVISOR)
    return face


def lot(face, kg):
    grower = face.rows("/v1/parties?kind=grower")[0]
    delivery = face.post("/v1/deliveries", {"cooperative": grower["cooperative"], "product": face.rows("/v1/products")[0]["id"],
                                            "sources": [{"grower": grower["id"]}], "certificate_received": True})
    number = delivery["lots"][0]
    face.post("/v1/weighings", dict(TYPED, lot=number["id"], gross_mg=kg * 1000000, scale=face.rows("/v1/devices")[0]["id"]))
    return number["id"]


def prepare(practice):
    """A run that a simulated machine filled, judged by the shipped plum scheme; the lot of a second one."""
    face = work.prepare(practice)
    scheme = face.post("/v1/grade-schemes", {"shipped": "centre-plum", "product": face.rows("/v1/products")[0]["id"]})
    machine = face.post("/v1/devices", {"name": "Grader", "kind": "grader", "address": "sim:guozhan-line?scenario=good",
                                        "protocol": "guozhan-line"})
    run = face.post("/v1/grade-runs", {"scheme": scheme["id"], "machine": machine["id"], "lots": [{"lot": lot(face, 200)}]})
    path = f"/v1/grade-runs/{run['id']}"
    end = time.monotonic() + 60
    while face.get(path)["fruit"]["n"] < 1000 and time.monotonic() < end:
        time.sleep(0.2)
    closed = face.post(path + "/close", {"reason": "short"})
    assert closed["fruit"]["n"] >= 1000, closed["fruit"]
    second = lot(face, 50)
    face.close()
    return scheme, closed, second


def take_over(screen, settings):
    """F4 offers what is shipped; the editor opens with it."""
    screen.key("F4")
    screen.find("Take over a scheme")
    screen.until("those shipped", lambda: [n for n in screen.names() if "navel orange" in n])
    screen.picture("schemes-shipped")
    screen.tab_to("navel orange", part=True)
    screen.key("space")
    screen.find("Superior, Name", seconds=40)
    screen.picture("schemes-taken")
    screen.key("Escape")
    screen.until("two in the list", lambda: len(settings.rows("grade-schemes")) == 2)


def open_scheme(screen):
    screen.tab_to("脆李")
    screen.key("Return")
    screen.find(FROM, seconds=40)


def moves(screen):
    return screen.read("What would move")


def set_bound(screen, text):
    screen.tab_to(FROM, 120)
    screen.key("ctrl+a")
    screen.type(text)


def try_out(screen, run):
    """What the sentence says is what the station counts."""
    screen.until("nothing moves yet", lambda: moves(screen) == "With these limits no fruit changes its class.")
    screen.picture("schemes-editor")
    set_bound(screen, "60")
    screen.until("what moves", lambda: "from Second to Extra" in moves(screen))
    screen.until("the picture in words", lambda: [n for n in screen.names() if n.startswith("share of skin coloured: ")
                                                  and "Classes: Extra ≥ 60; " in n and "Before: Extra ≥ 90; " in n])
    screen.picture("schemes-moves")
    n = run["fruit"]["n"]
    assert f"Tried on run {run['no']} (脆李), {n} fruits" in " ".join(screen.names()), screen.names()


def refuse(screen):
    """No number, and a bound beyond the other: said where it stands, and nothing is saved."""
    set_bound(screen, "wide")
    screen.until("not tried", lambda: "cannot be tried" in moves(screen))
    screen.until("why", lambda: [n for n in screen.names() if "decimal number" in n])
    screen.picture("schemes-refused")
    screen.key("F9")
    time.sleep(1)


def check_share(practice, scheme, sentence):
    face = station.Face(practice.database)
    try:
        answer = face.post("/v1/grade-schemes/preview", {"scheme": scheme["id"], "changes": [{"at": "/classes/0/limits/1/min", "value": "60"}]})
    finally:
        face.close()
    move = next(m for m in answer["moves"] if (m["from"], m["to"]) == (2, 0))
    share = f"{move['n'] * 100 / answer['judged']:.1f}%"
    assert share in sentence, (share, sentence)


def save(screen, settings):
    set_bound(screen, "60")
    screen.until("tried again", lambda: "from Second to Extra" in moves(screen))
    settings.save("version 2")
    screen.until("the second version", lambda: "Version 2026-2" in screen.read("Version"))
    screen.until("nothing moves any more", lambda: moves(screen) == "With these limits no fruit changes its class.")
    screen.until("both are listed", lambda: [n for n in screen.names() if n.startswith("2026-1 ·")])
    screen.picture("schemes-saved")


def check_runs(practice, scheme, first, second):
    face = face_of(practice)
    try:
        new = face.post("/v1/grade-runs", {"scheme": scheme["id"], "lots": [{"lot": second}]})
        old = face.get(f"/v1/grade-runs/{first['id']}")
        rows = face.rows(f"/v1/grade-schemes/{scheme['id']}/versions")
    finally:
        face.close()
    assert (old["scheme_version"], new["scheme_version"]) == ("2026-1", "2026-2"), (old, new)
    assert [row["version"] for row in rows] == ["2026-2", "2026-1"], rows
    assert old["classes"] == first["classes"], (old["classes"], first["classes"])


def test(screen, practice):
    scheme, run, second = prepare(practice)
    program, settings = open_page(screen, practice)
    settings.section("Grade schemes")
    take_over(screen, settings)
    open_scheme(screen)
    try_out(screen, run)
    check_share(practice, scheme, moves(screen))
    refuse(screen)
    assert len(practice.face().rows(f"/v1/grade-schemes/{scheme['id']}/versions")) == 1
    save(screen, settings)
    check_runs(practice, scheme, run, second)
    program.close(screen)


desktop.run(test)
