#!/usr/bin/python3
"""What can be measured of the looks, on a Chinese screen with names as long as they get: the digits of the weight are
20 mm high; no word of another language; figures of a column end at one edge with one number of decimals; what has the
focus shows it; a page has air; a long name ends in … where its full text can be read."""
import itertools
import os
import re
import time

import desktop
import look
import station
import work

PAGES = {"1": "Deliver", "2": "Weigh", "3": "Grade", "4": "Pack", "8": "Yields", "9": "Settings", "0": "Devices"}
MM_PER_PX = {1366: 0.252, 1024: 0.298}      # panels of 15.6 and 15 inches
DIGITS_MM = 20
INK = (0x17, 0x19, 0x1C)                    # `text` of tokens-light.css
AIR = 0.15
RING = 12           # px around the box that is told, in which its ring is drawn
RING_LEAST = 60     # pixels that change when the focus goes
TABS = 8
# Units, symbols of the trade, keys, formats; a code has a digit or stands in capitals.
LATIN = {"kg", "mm", "px", "Max", "Alt", "Ctrl", "Esc", "Enter", "Tab", "lcs", "English", "trace", "example", "cn", "dev",
         "ttyUSB", "tcp", "mt", "cont"}


def leaves(screen):
    """Name or text, role and box of whatever shows."""
    for node in screen.walk():
        component = node.get_component_iface()
        if component and screen.shown(node) and node.get_child_count() == 0:
            box = component.get_extents(screen.atspi.CoordType.WINDOW)
            yield node, (box.x, box.y, box.x + box.width, box.y + box.height)


def latin_words(text):
    """What stays when codes, addresses and the name of a program that holds a port are taken away; GTK calls what has
    no name by its class."""
    text = re.sub(r"https?://\S+|被 \S+（进程", "", text)
    return [word for word in re.findall(r"[A-Za-z][A-Za-z'’]+", text) if word not in LATIN and re.search("[a-z]", word)
            and not re.match("(Gtk|Guo)[A-Z]", word)]


def check_chinese(screen, page):
    faults = set()
    for node in screen.walk():
        if node.get_role_name() in ("application", "desktop frame"):
            continue
        typed = node.get_role_name() in ("text", "entry")
        for told in (node.get_name(), node.get_description(), "" if typed else screen.text(node)):
            if latin_words(told or ""):
                faults.add(f"{page}: not Chinese: {node.get_role_name()} “{told}”")
    return sorted(faults)


def check_air(screen, page, width, height):
    """Of a grid of points, those that nothing covers: neither a control nor a text."""
    step = 8
    free = set(itertools.product(range(0, width, step), range(0, height, step)))
    for node, (left, top, right, bottom) in leaves(screen):
        free -= {(x, y) for x, y in free if left <= x < right and top <= y < bottom}
    share = free and len(free) / (-(-width // step) * -(-height // step)) or 0
    print(f"{page}: {share:.0%} air")
    return [] if share >= AIR else [f"{page}: only {share:.0%} air"]


def focused_box(screen):
    for node in screen.walk():
        if node.get_state_set().contains(screen.atspi.StateType.FOCUSED):
            box = node.get_component_iface().get_extents(screen.atspi.CoordType.WINDOW)
            return node.get_name(), (box.x, box.y, box.x + box.width, box.y + box.height)
    return "", None


def check_ring(look_, page):
    """Where the focus was, something changes when it goes on."""
    faults, seen = [], 0
    name, box = focused_box(look_.screen)
    before = look.Picture()
    for _ in range(TABS):
        look_.press("Tab")
        now = look.Picture()
        next_name, next_box = focused_box(look_.screen)
        if box and box != next_box:
            seen += 1
            changed = before.differing(now, before.clip(box, RING))
            if changed < RING_LEAST:        # drawn late on a busy machine
                time.sleep(1)
                now = look.Picture()
                changed = before.differing(now, before.clip(box, RING))
            if changed < RING_LEAST:
                faults.append(f"{page}: the focus on “{name}” at {box} does not show: {changed} px")
        name, box, before = next_name, next_box, now
    return faults if seen else [f"{page}: Tab leads nowhere"]


def check_digits(look_, width):
    box = look_.screen.find(look_.say("Weight"), "level bar").get_component_iface().get_extents(
        look_.screen.atspi.CoordType.WINDOW)
    rows = look.Picture().inked_rows((box.x, box.y, box.x + box.width // 2, box.y + box.height), INK)
    # the largest run: a figure; above and below it may stand other text
    runs = [len(list(run)) for _, run in itertools.groupby(enumerate(rows), lambda pair: pair[1] - pair[0])]
    high_mm = max(runs) * MM_PER_PX[width]
    print(f"digits {max(runs)} px, {high_mm:.1f} mm")
    assert high_mm >= DIGITS_MM, f"digits of {high_mm:.1f} mm, {runs}"


def figures(screen, name):
    """Rows of the list @name: text and right edge of each figure."""
    rows = {}
    for node in screen.walk(screen.find(name)):
        if node.get_role_name() == "label" and screen.shown(node) and re.fullmatch(r"[−-]?[\d\u202f ]+\.\d+", screen.text(node)):
            box = node.get_component_iface().get_extents(screen.atspi.CoordType.WINDOW)
            rows.setdefault(box.x + box.width, []).append(screen.text(node))
    return rows


def check_columns(screen, name, least):
    columns = figures(screen, name)
    assert sum(len(texts) for texts in columns.values()) >= least, f"{name}: {columns}"
    for edge, texts in columns.items():
        decimals = {len(text.split(".")[1]) for text in texts}
        assert len(decimals) == 1, f"{name}: column that ends at {edge} px: {texts}"
    assert len(columns) <= 4, f"{name}: figures end at {sorted(columns)} px"


def check_long_names(look_):
    """Shown in part, told whole; the window is no wider for it."""
    screen = look_.screen
    told = [node for node, _ in leaves(screen) if look.LONG["grower"] in screen.text(node)]
    assert told, "the head does not tell the grower's whole name"


def weigh_two(look_):
    for no, kg in ((1, "23.45"), (2, "121.40")):
        look_.settle("put " + kg)
        look_.press("space", pause=1)
        look_.wait(look_.say("Crate %d") % (no + 1))
        if no == 1:
            check_digits(look_, look_.width)
        look_.settle("remove")


def prepare(practice, scale):
    practice.start()
    practice.ctl("demo", "--crates", "60", check=True)
    face = station.Face(practice.database)
    face.log_in(*look.SUPERVISOR)
    look.prepare(face, scale.port)
    face.close()


def test(screen, practice):
    width, height = (int(n) for n in os.environ.get("GUO_TEST_SIZE", "1366x768").split("x"))
    scale = work.Scale("mt-cont")
    try:
        prepare(practice, scale)
        chinese = look.Look(screen, practice, scale)
        chinese.width = width
        chinese.start(text_percent=os.environ.get("GUO_TEST_TEXT", "100"), appearance="light")
        chinese.log_in()
        chinese.start_weighing()
        weigh_two(chinese)
        check_long_names(chinese)
        check_columns(screen, chinese.say("Recent weighings"), 2)
        faults = []
        for key, page in PAGES.items():
            chinese.press("alt+" + key, pause=1)
            faults += check_chinese(screen, page) + check_air(screen, page, width, height) + check_ring(chinese, page)
        chinese.press("alt+8", "F4", pause=1)
        check_columns(screen, chinese.say("Table of the yield"), 1)
        assert not faults, "\n".join(faults)
        chinese.program.close(screen)
    finally:
        scale.end()


desktop.run(test)
