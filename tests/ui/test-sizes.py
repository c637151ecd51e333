#!/usr/bin/python3
"""Every page at this size of screen and text: each control has a name, lies inside the window, overlaps no other, and is
large enough for a gloved hand; the digits of the weight are high enough to be read from a metre."""
import itertools
import os
import time

import desktop
import look
import work
from settings import SECTIONS, Settings

CONTROLS = {"push button", "toggle button", "check box", "radio button", "entry", "text", "combo box", "slider",
            "spin button", "switch", "password text"}
PAGES = {"1": "Deliver", "2": "Weigh", "3": "Grade", "4": "Pack", "8": "Yields", "0": "Devices", "9": "Settings"}
SCROLLED = {"scroll pane", "list", "table", "viewport"}
EDGE = 8        # px: AT-SPI tells the box within border and padding
LEAST = {"Record": 96, "Tare": 80, "Zero": 80, "Deduct": 80, "Finish": 80}
DESK = 44       # px: whatever else a finger presses
WINDOW = {"Minimize", "Maximize", "Close"}      # drawn by the desktop's own rules


def scrolls(node):
    """Whether it is part of what scrolls: it may lie outside, and is reached by scrolling."""
    while node and node.get_role_name() != "frame":
        if node.get_role_name() in SCROLLED:
            return True
        node = node.get_parent()
    return False


class Control:
    def __init__(self, screen, node):
        box = node.get_component_iface().get_extents(screen.atspi.CoordType.WINDOW)
        self.name, self.role = node.get_name(), node.get_role_name()
        self.box = (box.x, box.y, box.x + box.width, box.y + box.height)
        self.width, self.height = box.width, box.height
        self.scrolls = scrolls(node)

    def __repr__(self):
        return f"{self.role} “{self.name}” at {self.box}"

    def meets(self, other):
        wide = min(self.box[2], other.box[2]) - max(self.box[0], other.box[0])
        high = min(self.box[3], other.box[3]) - max(self.box[1], other.box[1])
        return wide > 1 and high > 1

    def holds(self, other):
        return (self.box[0] <= other.box[0] and self.box[1] <= other.box[1] and self.box[2] >= other.box[2]
                and self.box[3] >= other.box[3])


def controls(screen):
    """Those that are on top: with a sheet or a page open, the others are not shown."""
    found = []
    for node in screen.walk():
        if node.get_role_name() in CONTROLS and screen.shown(node) and node.get_name() not in WINDOW:
            found.append(Control(screen, node))
    return found


def check_page(screen, page, width, height):
    faults = []
    seen = controls(screen)
    inside = [c for c in seen if not c.scrolls]
    for control in seen:
        if not control.name:
            faults.append(f"has no name: {control}")
        if control.box[0] < 0 or control.box[2] > width:
            faults.append(f"outside the window: {control}")
        least = LEAST.get(control.name, DESK)
        if control.height + EDGE < least and control.role == "push button":
            faults.append(f"lower than {least} px: {control}")
    for control in inside:
        if control.box[1] < -EDGE or control.box[3] > height:
            faults.append(f"outside the window: {control}")
    for one, other in itertools.combinations(inside, 2):
        if one.meets(other) and not one.holds(other) and not other.holds(one):
            faults.append(f"overlap: {one} and {other}")
    return [f"{page}: {fault}" for fault in faults]


def check_sections(screen, practice, width, height):
    """The Settings page, which is open, section by section; a list with its first row opened."""
    faults = []
    settings = Settings(screen, practice)
    for word in SECTIONS:
        settings.section(word)
        if screen.focused() == "Find":
            screen.key("Return")
            time.sleep(1)
        screen.picture(f"settings-{word.lower().replace(' ', '-')}-{width}x{height}")
        faults += check_page(screen, f"Settings, {word}", width, height)
    return faults


def test(screen, practice):
    width, height = (int(n) for n in os.environ.get("GUO_TEST_SIZE", "1366x768").split("x"))
    percent = int(os.environ.get("GUO_TEST_TEXT", "100"))
    face = work.prepare(practice)
    look.remember(screen, practice, text_percent=percent)
    program = screen.start(practice.database)
    work.log_in(screen)
    work.deliver(screen)
    work.record(screen, 1)
    face.close()
    faults = []
    for key, page in PAGES.items():
        screen.key("alt+" + key)
        screen.until(page, lambda: screen.all(page, "panel") or screen.all(page))
        time.sleep(0.5)
        screen.picture(f"{page.lower()}-{width}x{height}-{percent}")
        faults += check_page(screen, page, width, height)
    faults += check_sections(screen, practice, width, height)
    assert not faults, "\n".join(faults)
    program.close(screen)


desktop.run(test)
