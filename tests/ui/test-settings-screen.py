#!/usr/bin/python3
"""Settings that are no list: how the screen looks and sounds, a cooperative's link, which is shown once, a backup."""
import configparser
import os

import desktop
import work
from settings import run_steps


def remembered(screen, key):
    file = configparser.ConfigParser()
    file.read(screen.folder / "config" / "guozhan" / "screen.ini")
    return next((file[group].get(key) for group in file.sections() if group.startswith("database")), None)


def this_screen(settings):
    screen = settings.screen
    settings.section("Screen")
    for word, key, value in (("Night", "appearance", "dark"), ("High contrast", "contrast", "high"),
                             ("Off, the border still flashes", "sounds", "off"), ("On", "sounds", "on"),
                             ("Daylight", "appearance", "light")):
        settings.press(word)
        screen.until(f"{key} is {value}", lambda: remembered(screen, key) == value)
        screen.picture(f"settings-{key}-{value}")
    screen.tab_to("Width of the bank card", 60)
    before = screen.read("Size of a pixel")
    screen.key(*["Right"] * 8)
    screen.until("measured", lambda: screen.read("Size of a pixel") != before and remembered(screen, "mm_per_px"))


def link(settings):
    screen = settings.screen
    settings.section("Cooperative links")
    settings.choose("Cooperative", "qing")
    settings.press("Give a link")
    screen.find("Code of the link")
    url = screen.read("Link")
    links = settings.rows("links")
    assert len(links) == 1 and links[0]["party_name"] == "Qingshiba" and links[0]["active"], links
    assert url.startswith("http"), url
    settings.section("Screen")
    settings.section("Cooperative links")
    assert not screen.all("Code of the link"), "the link is shown again"


def backup(settings):
    screen = settings.screen
    settings.section("Backup")
    screen.tab_to("Back up now")
    screen.key("space")
    screen.until("opened and verified", lambda: settings.told("Last backup that was opened and verified") == "0 minutes ago", 60)
    path = settings.told("Its file")
    last = settings.practice.json("status")[0]["backup"]
    assert last["verified"] and last["path"] == path and os.path.getsize(path) > 0, last
    assert settings.practice.database == settings.told("File")


def test(screen, practice):
    work.prepare(practice, scale=False).close()
    run_steps(screen, practice, this_screen, link, backup)


desktop.run(test)
