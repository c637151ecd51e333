#!/usr/bin/python3
"""Two growers share a delivery, without a certificate: the gate holds it back until a supervisor says why. F1 tells the
keys of the page."""
import desktop
import station
import work


def share(screen):
    screen.key("F5")
    screen.find("Shares of the growers")
    screen.tab_to("One more grower")
    screen.key("space")
    screen.find("Who delivers?", "push button")
    screen.type("wdl")
    screen.find("Shares of the growers")
    screen.until_text("Sum of the shares", "100.0 %")
    screen.tab_to("Done")
    screen.key("space")


def test(screen, practice):
    face = work.prepare(practice)
    cooperative = face.rows("/v1/parties?kind=cooperative")[0]["id"]
    face.post("/v1/parties", {"kind": "grower", "name": "王大力", "cooperative": cooperative})
    face.close()
    program = screen.start(practice.database)
    work.log_in(screen)
    screen.find("Who delivers?", "push button")
    screen.key("F1")
    screen.find("Keys of this page")
    screen.find("Several growers in shares")
    screen.key("Escape")
    screen.type("lcs")
    screen.find("3号地  4.2 mu")
    share(screen)
    screen.find("Start weighing", "push button")
    screen.tab_to("Start weighing")
    screen.key("space")
    screen.find("Held back")
    screen.picture("deliver-held-back")
    screen.tab_to("Let it in")
    screen.key("space")
    screen.find("A supervisor's PIN, for this once")
    screen.type(work.SUPERVISOR[1])
    screen.key("Return")
    screen.find("Record", "push button")
    face = station.Face(practice.database)
    lot = face.rows("/v1/lots?kind=harvest")[0]
    assert [source["share_ppm"] for source in lot["sources"]] == [500000, 500000], lot
    assert [item["gate"] for item in lot["overrides"]] == ["certificate"], lot
    face.close()
    program.close(screen)


desktop.run(test)
