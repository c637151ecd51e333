#!/usr/bin/python3
"""However often the one key is pressed, one crate is one record; the next needs an unloaded scale."""
import time

import desktop
import work


def test(screen, practice):
    work.prepare(practice)
    program = screen.start(practice.database)
    work.log_in(screen)
    work.deliver(screen)
    work.wait_stable(screen)
    screen.key("space", "space", "KP_Enter", "space")
    screen.until("crate 1 said", lambda: "1 recorded" in screen.said())
    time.sleep(0.5)
    rows = work.recorded(practice)
    assert [row["no"] for row in rows] == [1], rows
    work.record(screen, 2)
    rows = work.recorded(practice)
    assert [row["no"] for row in rows] == [2, 1], rows
    screen.key("F7")                # at once: it means the crate just recorded, not the newest of a list to come
    screen.until("crate 2 asked about", lambda: [n for n in screen.names() if n.startswith("Void 2, ")])
    screen.find("Weighed twice")
    screen.key("1")
    screen.find("Weighed twice", "label")
    screen.until("void", lambda: any(row["void"] for row in work.recorded(practice)))
    screen.picture("weigh-void")
    program.close(screen)


desktop.run(test)
