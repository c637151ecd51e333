#!/usr/bin/python3
"""A brand with its certificate, a user with a PIN, and a list from the office: looked at before it is imported, refused while a
line of it is wrong."""
import subprocess
import time

import desktop
import work
from settings import run_steps

GROWERS = "姓名,合作社,电话\n王大力,Hongyan,13800000001\n赵小兰,Hongyan,13800000002\n"
FAULTY = GROWERS + "钱多多,没有这个社,13800000003\n"


def brand(settings):
    screen = settings.screen
    settings.section("Brands")
    settings.new()
    settings.type("巫山脆李", "Wushan crisp plum")
    settings.press("One more certificate")
    screen.tab_to("Certificate number")
    settings.type("GI-2016-1")
    screen.tab_to("Issued by")
    settings.type("MARA")
    screen.tab_to("Certificate valid from")
    settings.type("2026-1-1")
    screen.tab_to("Certificate valid to")
    settings.type("2028-12-31")
    settings.press("Put it on the list")
    screen.find("2026-01-01 to 2028-12-31")
    settings.save("巫山脆李")
    found = settings.row("brands", "巫山脆李")["certificates"]
    assert [(c["kind"], c["number"], c["from"], c["to"]) for c in found] == [
        ("gi", "GI-2016-1", "2026-01-01", "2028-12-31")], found


def users(settings):
    screen = settings.screen
    settings.section("Users")
    settings.new()
    settings.type("赵站长")
    settings.press("Supervisor")
    screen.tab_to("PIN, 4 to 6 digits")
    settings.type("2580")
    settings.save("赵站长")
    assert settings.row("users", "赵站长")["role"] == "supervisor"
    face = settings.practice.face("赵站长", "2580")
    face.close()


def is_asked():
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "List to import", "windowfocus", "--sync"], check=False,
                          capture_output=True).returncode == 0


def choose_file(screen, path):
    """In GTK's own dialog, which takes no Return while it still reads the folder."""
    screen.until("the question which file", is_asked)
    screen.key("ctrl+l", "ctrl+a")
    screen.type(path)
    while is_asked():
        screen.key("Return")
        time.sleep(1)


def import_lists(settings):
    screen = settings.screen
    (screen.folder / "faulty.csv").write_bytes(FAULTY.encode("gb18030"))
    (screen.folder / "good.csv").write_bytes(GROWERS.encode("utf-8-sig"))      # as Excel writes "CSV UTF-8"
    settings.section("Import lists")
    before = len(settings.rows("growers"))
    screen.key("F4")
    choose_file(screen, str(screen.folder / "faulty.csv"))
    screen.until_text("File", "faulty.csv")
    assert "GB18030" in screen.read("File").upper(), screen.read("File")
    screen.until("the row is named", lambda: [n for n in screen.names() if n.startswith("Line 4, ")])
    screen.key("F9")
    assert not screen.all("Import 3 rows")
    assert len(settings.rows("growers")) == before
    screen.key("F4")
    choose_file(screen, str(screen.folder / "good.csv"))
    screen.find("Import 2 rows")
    assert "UTF-8" in screen.read("File").upper(), screen.read("File")
    screen.find("赵小兰")
    assert len(settings.rows("growers")) == before, "a preview wrote"
    screen.key("F9")
    screen.until("imported", lambda: len(settings.rows("growers")) == before + 2)
    screen.until("the preview is gone", lambda: not screen.all("Import 2 rows"))
    assert settings.row("growers", "赵小兰")["phone"] == "13800000002"


def test(screen, practice):
    face = work.prepare(practice, scale=False)
    face.post("/v1/parties", {"kind": "cooperative", "name": "Hongyan", "code": "HY"})
    face.close()
    # GTK's file chooser loses memory when the program ends
    run_steps(screen, practice, brand, users, import_lists, leaks=False)


desktop.run(test)
