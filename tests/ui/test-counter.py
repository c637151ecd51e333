#!/usr/bin/python3
"""At the counter: somebody nobody knows delivers, the scale is told to set itself to zero and one that cannot is not, the
screen is locked and nothing but a log-in opens it."""
import desktop
import work


def new_grower(screen, practice):
    screen.key("alt+1")
    screen.find("Who delivers?", "push button")
    screen.key("F8")
    screen.find("New grower")
    screen.until("the first field", lambda: screen.focused() == "Name of the grower")
    screen.tab_to("Save")
    screen.key("space")
    screen.find("Enter the name of the grower.")
    screen.tab_to("Name of the grower")
    screen.type("Zhao Dashan")
    screen.tab_to("Plot (may stay empty)")
    screen.type("Upper field")
    screen.tab_to("Area of the plot, mu (may stay empty)")
    screen.type("2.5")
    screen.tab_to("Save")
    screen.key("space")
    screen.find("A supervisor's PIN, for this once")
    screen.type(work.SUPERVISOR[1])
    screen.key("Return")
    row = screen.until("the grower", lambda: [p for p in practice.json("list", "growers") if p["name"] == "Zhao Dashan"])[0]
    plot = screen.until("the plot", lambda: [p for p in practice.json("list", "plots") if p["grower"] == row["id"]])[0]
    assert (row["cooperative_name"], plot["name"], plot["area_m2"]) == ("Qingshiba", "Upper field", 1667), (row, plot)
    screen.find("Upper field  2.5 mu")     # chosen already: who is new is who delivers
    screen.picture("deliver-new-grower")


def use_scale(screen, name):
    shown = lambda: [told for told in screen.names() if told.startswith(name + " ·")]
    screen.until("a scale", lambda: [told for told in screen.names() if told.startswith("Scale ") and " · Max" in told])
    if not shown():
        screen.key("F3")
    screen.until(name, shown)


def zero(screen, scale):
    """A scale that has a command for it sets itself to zero; the other's protocol has none, and the screen says so."""
    screen.key("alt+2")
    use_scale(screen, "Scale 1")
    scale.do("put 0.30")
    screen.until_weight("0.30 kg", "Stable")
    screen.key("F6")
    screen.until("said", lambda: "told to set itself to zero" in screen.said())
    screen.until_weight("0.00 kg")
    use_scale(screen, "Scale 2")
    before = len(work.sounds(screen))
    screen.key("F6")
    screen.until("refused", lambda: "refused" in work.sounds(screen)[before:])    # its sentence goes with the next weight
    screen.picture("weigh-zero-refused")


def locked(screen, practice):
    """The weight stays visible, and nothing that would be recorded is: who is asked instead."""
    before = practice.json("status")[0]["size"]
    screen.key("F12")
    screen.find("Who is working?")
    screen.key("Escape", "alt+2")
    screen.until("still locked", lambda: screen.all("Who: Locked · F12"))
    use_scale(screen, "Scale 1")
    assert "kg" in screen.weight(), screen.weight()
    for key in ("space", "KP_Enter", "F7", "F6", "ctrl+1"):
        screen.key(key, "Escape")
    assert practice.json("status")[0]["size"] == before
    screen.key("F12")
    screen.find("Who is working?")
    screen.tab_to(work.OPERATOR[0])
    screen.key("space")
    screen.type("0000")
    screen.key("Return")
    screen.until("refused", lambda: [name for name in screen.names() if "PIN" in name and "wrong" in name.lower()])
    screen.picture("locked-wrong-pin")
    screen.type(work.OPERATOR[1])
    screen.key("Return")
    screen.find(f"Who: {work.OPERATOR[0]}")


def test(screen, practice):
    scale = work.Scale("mt-cont")
    face = work.prepare(practice, scale=False)
    for name, protocol, address in (("Scale 1", "mt-cont", f"tcp:127.0.0.1:{scale.port}"), ("Scale 2", "yaohua-tf0", "sim:yaohua-tf0")):
        face.post("/v1/devices", {"name": name, "kind": "scale", "address": address, "protocol": protocol, "max_mg": 150000000})
    face.close()
    try:
        program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
        work.log_in(screen)
        new_grower(screen, practice)
        zero(screen, scale)
        locked(screen, practice)
        program.close(screen)
    finally:
        scale.end()


desktop.run(test)
