#!/usr/bin/python3
"""However often the one key is pressed, one crate is one record; the next needs an unloaded scale. F7 right after a record
means that one, though the list of the page has not come yet."""
import time

import desktop
import slow
import work


def test(screen, practice):
    work.prepare(practice)
    proxy = slow.Slow(practice.database, "GET /v1/weighings?")
    proxy.release()
    program = screen.start(practice.database)
    work.log_in(screen)
    work.deliver(screen)
    work.wait_stable(screen)
    screen.key("space", "space", "KP_Enter", "space")
    screen.until("crate 1 said", lambda: "1 recorded" in screen.said())
    time.sleep(0.5)
    rows = work.recorded(practice)
    assert [row["no"] for row in rows] == [1], rows
    screen.find("Void crate 1")
    work.wait_stable(screen)
    proxy.hold()                    # the list that has crate 2 does not come before F7
    screen.key("space")
    screen.until("crate 2 said", lambda: "2 recorded" in screen.said())
    assert proxy.held.wait(20), "the page asks for its list"
    screen.key("F7")                # it means the crate just recorded, not the newest of a list to come
    screen.until("crate 2 asked about", lambda: [n for n in screen.names() if n.startswith("Void 2, ")])
    proxy.release()
    screen.find("Weighed twice")
    screen.key("1")
    screen.find("Weighed twice", "label")
    screen.until("void", lambda: any(row["void"] for row in work.recorded(practice)))
    assert [(row["no"], row["void"]) for row in work.recorded(practice)] == [(2, True), (1, False)]
    screen.picture("weigh-void")
    program.close(screen)
    proxy.end()


desktop.run(test)
