#!/usr/bin/env python3
"""Contrast of the window's colours in each of its four sets: text 7:1 (WCAG 2.1, 1.4.6), borders and shapes 3:1 (1.4.11)
on what they stand on; and no rule of the style names a colour of its own beside the sets."""
import re
import sys
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "ui"
TEXT, SHAPE = 7.0, 3.0
PAIRS = [("text", "bg", TEXT), ("text", "surface", TEXT), ("dim", "bg", TEXT), ("dim", "surface", TEXT),
         ("bg", "text", TEXT),      # a toast
         ("on_accent", "accent", TEXT), ("on_warn", "warn", TEXT), ("on_fault", "fault", TEXT),
         ("warn_line", "surface", TEXT), ("fault", "surface", TEXT),
         ("line", "bg", SHAPE), ("line", "surface", SHAPE), ("accent", "bg", SHAPE), ("accent", "surface", SHAPE),
         ("warn_line", "bg", SHAPE), ("fault", "bg", SHAPE)]
SHADOW = "#000"     # of what floats


def tokens(path):
    return dict(re.findall(r"@define-color (\w+) (#[0-9A-Fa-f]{6});", path.read_text()))


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def faults():
    sets = sorted(UI.glob("tokens-*.css"))
    if len(sets) != 4:
        yield f"{len(sets)} sets of colours, not four"
    for path in sets:
        colours = tokens(path)
        for front, back, least in PAIRS:
            got = ratio(colours[front], colours[back])
            if got < least:
                yield f"{path.name}: {front} on {back} is {got:.2f}:1, under {least:g}:1"
    for number, line in enumerate((UI / "guozhan.css").read_text().splitlines(), 1):
        for colour in re.findall(r"#[0-9A-Fa-f]{3,8}\b", re.sub(r"/\*.*?\*/", "", line)):
            if colour != SHADOW:
                yield f"guozhan.css:{number}: {colour} is no colour of a set"


def main():
    found = list(faults())
    for fault in found:
        print(fault)
    return 1 if found else 0


sys.exit(main())
