#!/usr/bin/python3
"""What was typed is there again when a supervisor's PIN is given up; an answer that comes late closes the sheet it belongs
to, and no other."""
import time

import desktop
import slow
import station
import work

PIN = "A supervisor's PIN, for this once"


def growers(practice):
    face = station.Face(practice.database)
    try:
        return [row["name"] for row in face.rows("/v1/parties?kind=grower")]
    finally:
        face.close()


def newcomer(screen, practice):
    screen.find("Who delivers?", "push button")
    screen.key("F8")
    screen.find("New grower")
    screen.tab_to("Name of the grower")
    screen.type("Tan Yun")
    screen.tab_to("Save")
    screen.key("space")
    screen.find(PIN)
    screen.picture("sheet-pin")
    screen.key("Escape")
    screen.until("the form again", lambda: not screen.all(PIN) and screen.all("New grower"))
    assert screen.focused() == "Save", screen.focused()
    screen.picture("sheet-form-again")
    assert growers(practice) == ["李长顺"]
    screen.key("space")
    screen.find(PIN)
    screen.type(work.SUPERVISOR[1])
    screen.key("Return")
    screen.until("saved with what was typed", lambda: "Tan Yun" in growers(practice))
    screen.until("the sheet is closed", lambda: not screen.all("New grower", "group") and not screen.all(PIN))


def late(screen, practice, proxy):
    screen.find("Tan Yun  Qingshiba")
    screen.key("F2")                # not who is new
    work.deliver(screen)
    work.wait_stable(screen)
    screen.key("space")
    screen.find("Void crate 1")
    proxy.hold()
    screen.key("F7")
    screen.find("Weighed twice")
    screen.key("1")
    assert proxy.held.wait(20), "the act is sent"
    screen.key("Escape", "F1")
    screen.find("Keys of this page")
    proxy.release()
    screen.until("void", lambda: any(row["void"] for row in work.recorded(practice)))
    screen.until("the page knows it", lambda: [name for name in screen.names() if name.startswith("Σ 0 ")])
    time.sleep(1)                   # the answer that would close it has come
    assert screen.all("Keys of this page"), screen.names()


def test(screen, practice):
    work.prepare(practice)
    proxy = slow.Slow(practice.database, "POST /v1/weighings/")
    proxy.release()
    program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
    work.log_in(screen)
    newcomer(screen, practice)
    late(screen, practice, proxy)
    program.close(screen)
    proxy.end()


desktop.run(test)
