#!/usr/bin/python3
"""Pictures of every page and main state, to be looked at by people; no test.

    tests/ui/pictures.py FOLDER [SIZE…] [--only WORD] [--from ACT]

SIZE: 1366x768 and 1024x736 unless given. At each size everything in one look, then a few pages in every other look:
both languages, text 100 and 150 %, light, dark, high contrast. A name is SIZE-LANGUAGE-TEXT-COLOURS-NUMBER-STATE.png.
--only: looks whose name has WORD; --from: of everything, what comes from ACT on. $GUOZHAN, $GUOZHAND, $GUOZHANCTL name the programs; `import` of ImageMagick takes
the pictures. What could not be reached is said, and ends in 1.
"""
import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import desktop
import look
import pictures_pages
import station
import work

SIZES = ("1366x768", "1024x736")
LANGUAGES = ("zh_CN", "en")
COLOURS = {"light": ("light", "system"), "dark": ("dark", "system"), "contrast": ("light", "high"),
           "contrast-dark": ("dark", "high")}
WHOLE = {"1366x768": ("zh_CN", 100, "light"), "1024x736": ("zh_CN", 150, "light")}
SETTLED_S = 4           # the clock and the ages in the strip go on: then it is taken as it is


class Walk(look.Look):
    """One look: keys in, pictures out."""

    def __init__(self, screen, practice, scale, folder, how):
        super().__init__(screen, practice, scale, how[0])
        self.percent, self.colours = how[1:]
        self.prefix = f"{os.environ['GUO_TEST_SIZE']}-{self.language}-{self.percent}-{self.colours}"
        self.folder = Path(folder)
        self.count = 0
        self.missed = []

    def shot(self):
        return subprocess.run(["import", "-window", "root", "png:-"], check=True, stdout=subprocess.PIPE).stdout

    def take(self, state):
        """The picture, when nothing moves any more."""
        end = time.monotonic() + SETTLED_S
        time.sleep(0.3)
        before, now = None, self.shot()
        while before != now and time.monotonic() < end:
            time.sleep(0.2)
            before, now = now, self.shot()
        self.count += 1
        (self.folder / f"{self.prefix}-{self.count:02d}-{state}.png").write_bytes(now)

    def step(self, act):
        """One that fails does not take the others with it."""
        try:
            act(self)
        except Exception as error:
            self.missed.append(f"{self.prefix} {act.__name__}: {str(error)[:300]}")
            self.take(f"missed-{act.__name__}")
            self.press("Escape", "Escape", "Escape")


def looks(size, only):
    every = [(language, percent, colours) for language in LANGUAGES for percent in (100, 150) for colours in COLOURS]
    every.sort(key=lambda how: how != WHOLE.get(size))
    return [how for how in every if only in f"{size}-{how[0]}-{how[1]}-{how[2]}"]


def first_run(screen, folder):
    """On a file of its own, in both languages."""
    for language in LANGUAGES:
        with station.Station(make=False) as practice:
            walk = Walk(screen, practice, None, folder, (language, 100, "light"))
            walk.prefix += "-first-run"
            walk.program = screen.start(practice.database, LC_ALL="C.UTF-8", TZ="Asia/Shanghai")
            walk.step(pictures_pages.first_run)
            walk.program.kill()
            for line in walk.missed:
                print("missed:", line)


def prepare(practice, scale):
    """The day of a township, a real scale on the net in place of the simulated one, a printer that nobody minds."""
    practice.start()
    practice.ctl("demo", "--crates", "120", check=True)
    face = station.Face(practice.database)
    face.log_in(*look.SUPERVISOR)
    look.prepare(face, scale.port)
    face.close()


def acts_of(how, size, first):
    if how != WHOLE.get(size):
        return pictures_pages.THIN
    names = [act.__name__ for act in pictures_pages.WHOLE]
    start = names.index(first)
    return ([] if start == 0 else [pictures_pages.logged_in]) + pictures_pages.WHOLE[start:]


def walk_size(screen, practice, size, given):
    scale = work.Scale("mt-cont")
    missed = []
    try:
        prepare(practice, scale)
        for how in looks(size, given.only):
            walk = Walk(screen, practice, scale, given.folder, how)
            appearance, contrast = COLOURS[walk.colours]
            walk.start(text_percent=walk.percent, appearance=appearance, contrast=contrast)
            for act in acts_of(how, size, given.first):
                walk.step(act)
            walk.program.kill()
            missed += walk.missed
            print(f"{walk.prefix}: {walk.count} pictures", flush=True)
        if not given.only or "first-run" in given.only:
            first_run(screen, given.folder)
    finally:
        scale.end()
    for line in missed:
        print("missed:", line, flush=True)
    assert not missed, f"{len(missed)} states could not be shown"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("sizes", nargs="*", default=SIZES)
    parser.add_argument("--only", default="")
    parser.add_argument("--from", default="locked", dest="first")
    given = parser.parse_args()
    Path(given.folder).mkdir(parents=True, exist_ok=True)
    if desktop.INSIDE in os.environ:
        size = os.environ["GUO_TEST_SIZE"]
        return desktop.inside(lambda screen, practice: walk_size(screen, practice, size, given), True)
    result = 0
    for size in given.sizes:
        os.environ["GUO_TEST_SIZE"] = size
        result = desktop.outside() or result
    return result


sys.exit(main())
