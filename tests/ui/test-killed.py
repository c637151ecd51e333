#!/usr/bin/python3
"""A killed daemon is said at once and comes back with nothing lost or doubled; a killed screen comes back at the same
work."""
import os
import signal
import time

import desktop
import work


def held_daemon(folder):
    """The daemon that the screen starts comes so soon that nobody could see it was away; this one waits for us."""
    held = folder / "held-guozhand"
    held.write_text(f"""#!/bin/sh
n=0
while [ ! -e "{folder}/go" ] && [ $n -lt 300 ]; do sleep 0.1; n=$((n + 1)); done
exec "{os.environ["GUOZHAND"]}" "$@"
""")
    held.chmod(0o755)
    return str(held)


def kill_daemon(screen, practice):
    practice.stop(signal.SIGKILL)
    at = time.monotonic()
    seen = screen.until("digits gone", lambda: [w for w in [screen.weight()] if "does not answer" in w], 5)
    took = time.monotonic() - at
    notice = screen.read("Notice")
    assert not any(c.isdigit() for c in seen[0]), seen
    assert "does not answer" in notice, notice
    screen.picture("daemon-gone")
    (screen.folder / "go").touch()
    print(f"said after {took:.2f} s")
    screen.until("back again", lambda: "does not answer" not in screen.weight(), 30)


def test(screen, practice):
    face = work.prepare(practice)
    program = screen.start(practice.database, GUOZHAND=held_daemon(screen.folder))
    work.log_in(screen)
    work.deliver(screen)
    work.record(screen, 1)
    face.close()
    kill_daemon(screen, practice)
    screen.until("notice of the unclean stop", lambda: "not shut down properly" in screen.read("Notice"))
    work.record(screen, 2)          # by the same person: sessions outlive the daemon
    assert [row["no"] for row in work.recorded(practice)] == [2, 1]
    head = screen.read("Whose fruit")
    program.kill()
    program = screen.start(practice.database)
    work.log_in(screen)
    screen.until("same work", lambda: screen.read("Whose fruit") == head)
    screen.until_text("Next record", "3")
    work.record(screen, 3)
    assert [row["no"] for row in work.recorded(practice)] == [3, 2, 1]
    program.close(screen)


desktop.run(test)
