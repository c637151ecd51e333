#!/usr/bin/python3
"""A morning at the centre: three trucks, four cooperatives, 40 crates on a scale that speaks as a real one does over
TCP. Among them an unsteady crate, an overload, a silent scale, equal crates, one weighed twice and voided, one typed with a
supervisor's PIN, a deduction, a killed screen and a killed daemon. In the end the screen, the command line and the
sums over what the scale was told agree to the milligram."""
import signal

import desktop
import station
import work

TARE_CG = 185          # hundredths of a kilogram, as everything that is said to the scale
CG_MG = 10000
DEDUCTED_PPM = 15000

# Truck, cooperative, its grower and the initials by which he is found, the crates. The last truck brings fruit of two.
LOADS = [
    ("渝F00A21", "Qingshiba", "李长顺", "lcs", [2345, 1890, 1890, 2135, 2010, 2260, 1975, 2405, 2180, 2095]),
    ("渝F00B37", "Hongyan", "王小梅", "wxm", [2210, 2055, 2330, 1985, 2120, 2475, 1940, 2065, 2290, 2155]),
    ("渝F00C58", "Laotian", "张建国", "zjg", [1925, 2040, 2385, 2170, 2235, 1995, 2110, 2420, 2005, 2250]),
    ("渝F00C58", "Shangjian", "陈明辉", "cmh", [2075, 2315, 1960, 2145, 2190, 2030, 2265, 1910, 2355, 2125]),
]


def kg(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def net_cg(crates):
    return sum(crates) - TARE_CG * len(crates)


def payable_cg(crates):
    """Half up to the digit of the scale, by the rule that the slip prints."""
    return net_cg(crates) - (net_cg(crates) * DEDUCTED_PPM // 100000 + 5) // 10


def prepare(practice, scale):
    face = work.prepare(practice, scale=False)
    product = face.rows("/v1/products")[0]["id"]
    face.post("/v1/devices", {"name": "Scale 1", "kind": "scale", "address": f"tcp:127.0.0.1:{scale.port}",
                              "protocol": "mt-cont", "max_mg": 150000000, "e_mg": CG_MG})
    for _, cooperative, grower, _, _ in LOADS[1:]:
        party = face.post("/v1/parties", {"kind": "cooperative", "name": cooperative, "code": cooperative[:2].upper()})
        person = face.post("/v1/parties", {"kind": "grower", "name": grower, "cooperative": party["id"]})
        face.post("/v1/plots", {"grower": person["id"], "name": "3号地", "area_mu": "4.2", "product": product})
    face.close()


def weigh(screen, scale, no, hundredths):
    scale.put(screen, kg(hundredths))
    work.record(screen, no)
    scale.clear(screen)


def finish(screen):
    screen.key("F9")
    screen.find("Yes, complete")
    screen.key("1")
    screen.find("Print", "push button")
    screen.key("Escape")
    screen.until("nothing at work", lambda: screen.all("Choose whose fruit", "push button"))


def refused(screen, practice, state):
    """The key is pressed while the scale says @state, and nothing is recorded."""
    shown = screen.until(state, lambda: [w for w in [screen.weight()] if state in w], 30)[0]
    before, hint = len(work.recorded(practice)), screen.read("What to do now")
    screen.key("space")
    screen.until("why not", lambda: screen.read("What to do now") != hint)  # a moving load is waited for, 3 s
    assert len(work.recorded(practice)) == before
    return shown


def first_truck(screen, scale, practice):
    """An unsteady crate, an overload, a scale that goes silent; then ten crates, two equal ones in succession."""
    crates = LOADS[0][4]
    scale.do("put 23.45", "motion on")
    refused(screen, practice, "Moving")
    scale.do("motion off")
    scale.put(screen, kg(crates[0]))
    scale.do("overload")
    assert not any(c.isdigit() for c in refused(screen, practice, "Overload"))
    scale.clear(screen)
    scale.do("put 23.45", "silence on")
    assert "23.45" not in refused(screen, practice, "No new data")
    scale.do("silence off")
    scale.clear(screen)
    for i, crate in enumerate(crates):
        weigh(screen, scale, i + 1, crate)


def second_truck(screen, scale, practice):
    """The third crate is weighed twice and the second of the two voided; then a deduction on all."""
    crates = LOADS[1][4]
    for i, crate in enumerate(crates[:3]):
        weigh(screen, scale, i + 1, crate)
    weigh(screen, scale, 4, crates[2])
    screen.key("F7")
    screen.find("Why? The line stays, struck through.")
    screen.key("1")
    screen.until("crate 4 struck through", lambda: not screen.all("Void crate 4"))
    for i, crate in enumerate(crates[3:]):
        weigh(screen, scale, i + 5, crate)
    screen.key("F5")
    screen.find("Deduction")
    screen.key("3")
    screen.find("Why is it deducted?")
    screen.key("1")
    screen.until_text("Payable weight of this delivery", kg(payable_cg(crates)))
    row = [work.recorded(practice)[i] for i in range(11)]
    assert [r["no"] for r in row if r["void"]] == [4], row


def killed_screen(screen, practice, program):
    head = screen.read("Whose fruit")
    program.kill()
    program = screen.start(practice.database)
    work.log_in(screen)
    screen.until("same work", lambda: screen.read("Whose fruit") == head)
    return program


def killed_daemon(screen, practice):
    """The screen starts another one, and nobody has to log in again."""
    practice.stop(signal.SIGKILL)
    screen.until("back again", lambda: "not shut down properly" in screen.read("Notice"), 40)
    screen.until("empty scale", lambda: "Empty" in screen.weight(), 40)


def type_weight(screen, no, hundredths):
    screen.key("F11")
    screen.find("✎ Typed weight")
    screen.type(kg(hundredths))
    screen.key("Return")
    screen.type("display broken")
    screen.key("Return")
    screen.find("A supervisor's PIN, for this once")
    screen.type(work.SUPERVISOR[1])
    screen.key("Return")
    screen.until(f"crate {no} typed", lambda: screen.all(f"Void crate {no}"))


def third_truck(screen, scale, practice, program):
    for i, crate in enumerate(LOADS[2][4]):
        weigh(screen, scale, i + 1, crate)
        if i == 4:
            program = killed_screen(screen, practice, program)
        if i == 7:
            killed_daemon(screen, practice)
    finish(screen)
    work.deliver(screen, LOADS[3][3])
    for i, crate in enumerate(LOADS[3][4]):
        if i == 3:
            type_weight(screen, i + 1, crate)
        else:
            weigh(screen, scale, i + 1, crate)
    finish(screen)
    return program


def check_command_line(practice):
    rows = {row["cooperative_name"]: row for row in practice.json("yields", "--by", "cooperative")}
    for _, cooperative, _, _, crates in LOADS:
        assert rows[cooperative]["net_mg"] == net_cg(crates) * CG_MG, (rows[cooperative], net_cg(crates))
        assert rows[cooperative]["crates"] == len(crates), rows[cooperative]
    assert len(rows) == len(LOADS), rows
    return sum(row["net_mg"] for row in rows.values())


def check_deliveries(practice):
    face = station.Face(practice.database)
    rows = {row["cooperative_name"]: row for row in face.rows("/v1/deliveries?limit=10")}
    face.close()
    assert rows["Hongyan"]["payable_mg"] == payable_cg(LOADS[1][4]) * CG_MG, rows["Hongyan"]
    assert all(rows[load[1]]["state"] == "closed" for load in LOADS), rows


def check_screen(screen, total_mg):
    screen.key("alt+8")
    screen.until("this season's sum", lambda: f"{total_mg / 1e6:.2f}" in screen.read("This season").replace(" ", ""))
    screen.tab_to("Cooperatives")
    screen.key("space", "F4")
    screen.until("the table", lambda: kg(net_cg(LOADS[3][4])) in " ".join(screen.names()))
    shown = " ".join(screen.names())
    for _, cooperative, _, _, crates in LOADS:
        assert kg(net_cg(crates)) in shown, (cooperative, kg(net_cg(crates)), shown)
    screen.picture("morning-yields")


def test(screen, practice):
    scale = work.Scale("mt-cont")
    try:
        prepare(practice, scale)
        program = screen.start(practice.database)
        work.log_in(screen)
        work.deliver(screen, LOADS[0][3])
        first_truck(screen, scale, practice)
        finish(screen)
        work.deliver(screen, LOADS[1][3])
        second_truck(screen, scale, practice)
        finish(screen)
        work.deliver(screen, LOADS[2][3])
        program = third_truck(screen, scale, practice, program)
        total_mg = check_command_line(practice)
        check_deliveries(practice)
        check_screen(screen, total_mg)
        program.close(screen)
    finally:
        scale.end()


desktop.run(test)
