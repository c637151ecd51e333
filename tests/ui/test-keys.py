#!/usr/bin/python3
"""Every key that a page's own table names does something on that page, and F1 lists it; so do the keys that mean the same on
all pages. Locked, the weight stays, the one key is refused with a sentence, and nothing is written until a PIN."""
import re
import time
from pathlib import Path

import desktop
import work

UI = Path(__file__).resolve().parent.parent.parent / "ui"
PAGE = re.compile(r'^\s*\{ "([a-z-]+)", guo_(\w+)_page_get_type, \S+, \'(.{1,2})\' \}', re.M)
TABLE = re.compile(r"GuoPageKey page_keys\[\] = \{(.*?)\n\};", re.S)
KEY = re.compile(r'\{ "(\w+)", "[a-z.-]+", N_\("([^"]*)"\) \}')
EVERYWHERE = {"F10": "Menu", "F12": "Who is working?", "Esc": "Back"}
NAMES = {"primary": "Space", "again": "+"}
MODES = {"1": "Crate", "2": "Pallet", "3": "Truck"}


def pages():
    """Name, digit and keys of each page, as the program's own tables have them."""
    found = []
    for name, folder, digit in PAGE.findall((UI / "pages.c").read_text()):
        files = [UI / "weigh/exceptions.c"] if name == "exceptions" else \
            [f for f in sorted((UI / folder).glob("*.c")) if f.name != "exceptions.c"]
        tables = [t for f in files for t in TABLE.findall(f.read_text())]
        assert len(tables) == 1, (name, files)
        found.append((name, digit, KEY.findall(tables[0])))
    return found


def go_to(screen, name, digit):
    if name == "exceptions":
        screen.key("alt+2", "ctrl+e")
    else:
        screen.key("alt+" + digit)
    time.sleep(0.3)


def help_lists(screen, name, keys):
    screen.key("F1")
    screen.find("Keys of this page")
    shown = {screen.text(node) for node in screen.walk() if node.get_role_name() == "label" and screen.shown(node)}
    wanted = {(NAMES.get(key, key), word) for key, word in keys} | set(EVERYWHERE.items())
    missing = {pair for pair in wanted if not set(pair) <= shown}
    assert not missing, (name, missing)
    screen.key("Escape")
    screen.until("help closed", lambda: not screen.all("Keys of this page"))


def answers(screen, key, looks):
    """What is there to see and hear after @key differs from what was there before."""
    before = looks()
    screen.key(key)
    screen.until(f"{key} answers", lambda: looks() != before, 10)


def map_of_pages(screen):
    def looks():
        said = screen.known["toast"][1] if "toast" in screen.known else None
        return (screen.names(), screen.focused(), said and screen.text(said), sounds(screen))

    for name, digit, keys in pages():
        go_to(screen, name, digit)
        help_lists(screen, name, keys)
        for key, word in keys:
            if key in NAMES or not word:
                continue            # the one key is what all other tests press
            go_to(screen, name, digit)
            try:
                answers(screen, key, looks)
            except desktop.Missing:
                raise desktop.Missing(f"{key} ({word}) on {name} does nothing that can be seen") from None
            time.sleep(0.3)
            screen.key("Escape", "Escape")
            time.sleep(0.3)


def sounds(screen):
    log = (screen.folder / "guozhan.log").read_text(errors="replace")
    return log.count("sound ")


def everywhere(screen, practice):
    """Footswitch, keypad, the menu, the modes; F12 on each page."""
    screen.key("alt+2")
    for digit, word in MODES.items():
        screen.key("ctrl+" + digit)
        screen.until(word, lambda: screen.read("Next record").startswith(word), 10)
    screen.key("ctrl+1")
    for no, key in ((1, "F13"), (2, "KP_Enter"), (3, "space")):
        work.wait_stable(screen)
        screen.key(key)
        screen.until(f"{key} records", lambda: len(work.recorded(practice)) == no)
    screen.key("F10")
    screen.until("the menu", lambda: screen.all("Size of the text"))
    screen.key("Escape")
    screen.tab_to("● Scale 1")          # a chip, by keyboard, to its device
    screen.key("space")
    screen.find("Release", "push button")


def locked(screen, practice):
    """Whoever walks up sees the weight, and can write nothing."""
    written = len(work.recorded(practice))
    for name, digit, _ in pages():
        go_to(screen, name, digit)
        screen.key("F12")
        screen.find("Who: Locked · F12")
        screen.key("Escape")
        screen.until("still locked", lambda: not screen.all("Who is working?", "label"))
        if digit != "2":
            work.log_in_again(screen)
    go_to(screen, "weigh", "2")
    screen.picture("locked")
    work.wait_stable(screen)
    screen.key("space")
    screen.until("refused with a sentence",
                 lambda: screen.read("Why the PIN was not taken").startswith("Locked: nothing was recorded"))
    assert any(c.isdigit() for c in screen.weight()), screen.weight()
    screen.picture("locked-refused")
    screen.key("Escape", "F13", "Escape", "KP_Enter")
    time.sleep(1)
    assert len(work.recorded(practice)) == written
    screen.key("Escape")
    head = screen.read("Whose fruit")
    work.log_in_again(screen)
    assert screen.read("Whose fruit") == head
    work.record(screen, written + 1)
    assert len(work.recorded(practice)) == written + 1


def test(screen, practice):
    face = work.prepare(practice)
    face.close()
    program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
    work.log_in(screen)
    work.deliver(screen)
    everywhere(screen, practice)
    locked(screen, practice)
    map_of_pages(screen)
    program.kill()                      # GTK's dialog of files loses memory of its own


desktop.run(test)
