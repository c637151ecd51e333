#!/usr/bin/python3
"""Every control says its name to a screen reader: on every page, in every sheet that a page's keys open, in every section
of Settings and the form of a new record there. In Chinese, so that none of them is a class or a word of the program."""
import time

import desktop
import look
import station

CONTROLS = {"push button", "toggle button", "check box", "radio button", "entry", "text", "password text", "combo box", "slider",
            "spin button", "list item", "menu item", "link", "switch"}
PAGES = {"1": ("F4", "F8", "F1"), "2": ("F1",), "3": ("F2", "F6", "F9", "F1"), "4": ("F2", "F4", "F1"), "8": ("F1",), "9": ("F1",), "0": ("F4", "F5", "F1")}
SECTIONS = 15
IMPORT = 13         # its F4 opens GTK's own file chooser
LEAST = 200         # controls that are looked at in all


class Names:
    def __init__(self, screen):
        self.screen, self.faults, self.seen = screen, set(), 0

    def check(self, where):
        for node in self.screen.walk():
            if node.get_role_name() not in CONTROLS or not self.screen.shown(node):
                continue
            self.seen += 1
            name = node.get_name()
            if not name.strip() or name.startswith(("Gtk", "Guo")):     # GTK calls what has no name by its class
                self.faults.add(f"{where}: a {node.get_role_name()} “{name}”, described “{node.get_description()}”, "
                                f"in “{self.around(node)}”")

    def around(self, node):
        names = []
        while node and len(names) < 3:
            node = node.get_parent()
            if node and node.get_name() and not node.get_name().startswith("Gtk"):
                names.append(node.get_name())
        return " < ".join(names)


def pages(eye, names):
    for key, sheets in PAGES.items():
        eye.press("alt+" + key, pause=1)
        names.check("page " + key)
        for sheet in sheets:
            eye.press(sheet, pause=0.8)
            names.check(f"page {key}, {sheet}")
            eye.press("Escape")


def settings(eye, names):
    eye.press("alt+9", pause=1)
    for at in range(SECTIONS):
        names.check(f"section {at + 1}")
        if at + 1 != IMPORT:
            eye.press("F4", pause=0.8)
            names.check(f"section {at + 1}, new")
            eye.press("Escape")
        eye.press("ctrl+Page_Down", pause=0.6)


def test(screen, practice):
    practice.start()
    practice.ctl("demo", "--crates", "40", check=True)
    face = station.Face(practice.database)
    face.log_in(*look.SUPERVISOR)
    face.close()
    eye = look.Look(screen, practice, None)
    eye.start(appearance="light")
    names = Names(screen)
    eye.wait("Who is working?")
    names.check("log-in")
    eye.log_in(look.SUPERVISOR)
    pages(eye, names)
    settings(eye, names)
    eye.press("F10", pause=1)
    names.check("menu")
    eye.press("Escape")
    assert names.seen >= LEAST, f"only {names.seen} controls were seen"
    print(f"{names.seen} controls")
    assert not names.faults, "\n".join(sorted(names.faults))
    time.sleep(0.5)
    eye.program.close(screen)


desktop.run(test)
