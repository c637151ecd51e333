#!/usr/bin/python3
"""The first run with everything left for later, on a real database and in Chinese: the card on Deliver lists what is left,
leads to each step and back, and can be closed. Then the strip, the lock and the PIN that is wrong too often."""
import subprocess
import time

import desktop
import station


def reads(screen, *names):
    """What is described by one of @names: GTK 4.8 leaves some descriptions of a template in English."""
    return "".join(screen.text(node) for name in names for node in screen.all(name))


def step(screen, title):
    screen.until(f"step {title}", lambda: reads(screen, "问题", "Question") == title)


def fields(screen, *texts):
    for text in texts:
        screen.type(text)
        screen.key("Return")


def press(screen, name):
    screen.tab_to(name, 80)
    screen.key("space")


def touch(screen, name):
    """As a finger does, in the middle."""
    box = screen.find(name, "push button").get_component_iface().get_extents(screen.atspi.CoordType.WINDOW)
    subprocess.run(["xdotool", "mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1"],
                   check=True)


def first_run(screen):
    screen.until("language", lambda: screen.read("Question") == "语言  Language")
    screen.key("1")
    step(screen, "练习，还是正式使用？")
    screen.picture("later-practice")
    screen.key("2")
    step(screen, "中心叫什么名字？")
    fields(screen, "Shuanglong", "Chongqing Wushan")
    step(screen, "谁是站长？")
    fields(screen, "Chen", "9999", "9999")
    for title in ("分拣什么果？", "用哪台秤？", "空筐多重？", "一个合作社，一个农户"):
        step(screen, title)
        screen.picture("later-" + title)
        press(screen, "以后再说")
    screen.find("选谁交果", "push button")


def left(screen):
    """The card names all four; one is done, three are left; closed, it stays away."""
    screen.until("the card", lambda: "产品与品种 · 秤 · 筐与皮重 · 农户" in screen.read("通知"))
    screen.picture("later-card")
    press(screen, "现在设置")
    screen.find("现在设置什么？")
    screen.key("3")
    step(screen, "空筐多重？")
    fields(screen, "Blue", "1.85")
    screen.until("one less", lambda: "产品与品种 · 秤 · 农户" in screen.read("通知"))
    touch(screen, "现在设置")
    screen.find("现在设置什么？")
    screen.key("1")
    step(screen, "分拣什么果？")
    screen.key("Escape")
    screen.until("back at work", lambda: "产品与品种 · 秤 · 农户" in screen.read("通知"))
    touch(screen, "收起")
    screen.until("closed", lambda: not screen.all("现在设置", "push button"))


def wrong_pin(screen):
    """Five wrong ones: the seconds are counted down, and meanwhile the right one is not taken either."""
    screen.key("F12")
    screen.find("谁在当班？")
    for _ in range(5):
        screen.until("asked again", lambda: screen.read("密码") == "密码")
        screen.type("1234")
        screen.key("Return")
        screen.until("refused", lambda: screen.read("密码为什么没有通过"))
        time.sleep(0.3)
    first = screen.until("counted down", lambda: "秒后" in screen.read("密码为什么没有通过")
                         and screen.read("密码为什么没有通过"))
    screen.picture("later-wait")
    screen.until("further down", lambda: screen.read("密码为什么没有通过") not in ("", first))


def test(screen, practice):
    program = screen.start(practice.database)
    first_run(screen)
    face = station.Face(practice.database)
    status = face.get("/v1/status")
    assert not status["practice"] and status["setup"] == "ready", status
    left(screen)
    assert [row["name"] for row in face.rows("/v1/crate-types")] == ["Blue"]
    face.close()
    wrong_pin(screen)
    print(f"{len(screen.pressed)} keys")
    program.close(screen)


desktop.run(test, make=False)
