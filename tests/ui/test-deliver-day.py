#!/usr/bin/python3
"""A day at the gate: fruit sprayed too late and let in with a reason, a plot nobody knew, empty crates, a delivery
opened again, shares by crates, by percent and by area."""
import desktop
import station
import work


def press(screen, name):
    screen.tab_to(name, 80)
    screen.key("space")


def fill(screen, name, text):
    screen.tab_to(name)
    screen.key("ctrl+a")
    screen.type(text)


def approve(screen):
    screen.find("A supervisor's PIN, for this once")
    screen.type(work.SUPERVISOR[1])
    screen.key("Return")


def prepare(practice):
    """Li's plot was sprayed today; Wang has half that land."""
    face = work.prepare(practice)
    plot = face.rows("/v1/plots")[0]["id"]
    cooperative = face.rows("/v1/parties?kind=cooperative")[0]["id"]
    wang = face.post("/v1/parties", {"kind": "grower", "name": "王大力", "cooperative": cooperative})
    face.post("/v1/plots", {"grower": wang["id"], "name": "河边", "area_mu": "2.1"})
    spray = face.post("/v1/inputs", {"plot": plot, "name": "Imidacloprid", "applied_on": face.get("/v1/status")["day"],
                                     "phi_days": 7})
    return face, spray


def new_plot(screen):
    screen.key("F7")
    screen.find("Name of the plot")
    screen.type("Slope")
    screen.key("Return")
    screen.type("2")
    screen.key("Return")
    approve(screen)
    screen.find("Slope  2.0 mu")
    screen.until_text("Spray log", "nothing is on record")


def crates(screen):
    screen.key("F4")
    screen.find("Blue: lent")
    screen.type("40")
    screen.key("Return")
    screen.type("x")
    screen.key("Return")
    screen.find("Crates are whole numbers.")
    screen.key("ctrl+a")
    screen.type("15")
    screen.key("Return")
    screen.until_text("Crates lent and returned", "Blue: lent 40, back 15")
    screen.until_text("Crates the cooperative has", "Blue out: 25")


def held_back(screen, practice, spray):
    """Not primary while the spray is in the way; a reason and a supervisor let it in."""
    screen.type("lcs")
    screen.find("3号地  4.2 mu")
    screen.until_text("Spray log", f"■ Not to be picked before {int(spray['until'][5:7])}-{spray['until'][8:]}")
    screen.picture("deliver-sprayed")
    crates(screen)
    screen.key("F6")
    screen.find("✓ Received")
    press(screen, "Start weighing")
    screen.find("Held back")
    press(screen, "The log is wrong")
    press(screen, "Let it in")
    approve(screen)
    screen.find("Record", "push button")
    face = station.Face(practice.database)
    lot = face.rows("/v1/lots?kind=harvest")[0]
    assert [(item["gate"], item["reason"]) for item in lot["overrides"]] == [("interval", "The log is wrong")], lot
    assert lot["certificate_received"], lot
    loans = face.get("/v1/crate-loans")
    assert [(row["lent"], row["returned"]) for row in loans["rows"]] == [(40, 15)], loans
    assert loans["balances"][0]["out"] == 25, loans
    face.close()


def open_again(screen, practice):
    face = station.Face(practice.database)
    face.log_in(*work.OPERATOR)
    delivery = face.rows("/v1/deliveries")[0]
    face.post(f"/v1/deliveries/{delivery['id']}/close")
    screen.key("alt+1")
    name = f"Open again: {delivery['no']}  李长顺"
    screen.find(name)
    press(screen, name)
    screen.find("Why open it again?")
    press(screen, "Closed by mistake")
    screen.find("Record", "push button")
    screen.until("open at the station too", lambda: face.get(f"/v1/deliveries/{delivery['id']}")["state"] == "open")
    told = [item for item in face.rows("/v1/exceptions") if item["kind"] == "reopened"]
    assert [item["reason"] for item in told] == ["Closed by mistake"], told
    face.close()


def shares(screen):
    """Two growers; what each basis makes of what is said."""
    screen.key("F5")
    press(screen, "One more grower")
    screen.find("Who delivers?", "push button")
    screen.type("wdl")
    screen.find("Shares of the growers")
    press(screen, "By crates")
    screen.until_text("Sum of the shares", "not complete yet")
    fill(screen, "Crates of 李长顺", "30")
    fill(screen, "Crates of 王大力", "10")
    screen.find("75.0 %")
    screen.until_text("Sum of the shares", "100.0 %")
    screen.picture("deliver-shares-crates")
    press(screen, "As said, %")
    fill(screen, "Percent of 李长顺", "60")
    screen.until_text("Sum of the shares", "not complete yet")
    fill(screen, "Percent of 王大力", "40")
    screen.find("60.0 %")
    screen.tab_to("Done")
    screen.tab_to("One more grower")
    press(screen, "By area")
    screen.find("48.8 %")
    screen.until_text("Sum of the shares", "100.0 %")
    press(screen, "Done")


def shared(screen, practice):
    screen.key("alt+1")
    screen.key("F3")
    screen.find("Who delivers?", "push button")
    screen.type("lcs")
    screen.find("3号地  4.2 mu")
    new_plot(screen)
    shares(screen)
    screen.key("F6")
    screen.find("✓ Received")
    press(screen, "Start weighing")
    screen.find("Record", "push button")
    face = station.Face(practice.database)
    lot = face.rows("/v1/lots?kind=harvest")[0]
    assert [(row["basis"], row["share_ppm"]) for row in lot["sources"]] == [("area", 487742), ("area", 512258)], lot
    face.close()


def test(screen, practice):
    face, spray = prepare(practice)
    program = screen.start(practice.database)
    work.log_in(screen)
    screen.find("Who delivers?", "push button")
    held_back(screen, practice, spray)
    open_again(screen, practice)
    face.post(f"/v1/inputs/{spray['id']}/void", {"reason": "another plot"})
    face.close()
    shared(screen, practice)
    program.close(screen)


desktop.run(test)
