#!/usr/bin/python3
"""Samples by keyboard: what is typed is judged as it is typed; one that fails holds what came off the run, a banner says so on
every screen, packing is refused, and a supervisor releases it because a repeat passed. What was judged stays in the record."""
import desktop
import station
import work

TYPED = {"tare_mg": 0, "typed": True, "reason": "display broken",
         "approver": {"user": work.SUPERVISOR[0], "pin": work.SUPERVISOR[1]}}


def prepare(practice):
    """A lot of 100 kg on the line by the plum scheme, 60 kg of it off as the best class; another lot waits."""
    face = work.prepare(practice, scale=True)
    product = face.rows("/v1/products")[0]
    grower = face.rows("/v1/parties?kind=grower")[0]
    lots = []
    for _ in range(2):
        delivery = face.post("/v1/deliveries", {"cooperative": grower["cooperative"], "product": product["id"],
                                                "sources": [{"grower": grower["id"]}], "certificate_received": True})
        lots.append(delivery["lots"][0])
        face.post("/v1/weighings", dict(TYPED, lot=lots[-1]["id"], gross_mg=100000000, scale=face.rows("/v1/devices")[0]["id"]))
    scheme = face.post("/v1/grade-schemes", {"shipped": "centre-plum", "product": product["id"]})
    run = face.post("/v1/grade-runs", {"scheme": scheme["id"], "lots": [{"lot": lots[0]["id"]}]})
    face.post(f"/v1/grade-runs/{run['id']}/take", {"kind": "class", "grade_class": "special", "mg": 60000000})
    face.close()
    return run, lots


def answer(practice, path):
    face = station.Face(practice.database)
    try:
        return face.get(path)
    finally:
        face.close()


def verdict(screen, wanted):
    screen.until_text("Verdict", wanted)


def open_form(screen, digit):
    screen.key("F5")
    screen.find("A sample of what?")
    screen.until("what can be sampled", lambda: [n for n in screen.names() if "the whole lot" in n or "kg" in n])
    if digit == "1":
        screen.picture("sample-what")
    screen.key(digit)
    screen.find("soluble solids, °Bx", "text")


def fail_one(screen, practice, run):
    """Full width is folded; each limit is told below its field; it fails, and is held."""
    open_form(screen, "1")
    screen.type("９．８")
    verdict(screen, "failed: it will be held")
    screen.until("limit told", lambda: [n for n in screen.names() if "≥ 10 °Bx · ▲ failed" in n])
    screen.tab_to("fruit looked at")
    screen.type("50")
    screen.tab_to("rot")
    screen.type("0")
    screen.until("rot told", lambda: [n for n in screen.names() if "≤ 0 % · ✓ holds" in n])
    screen.picture("sample-failed")
    screen.tab_to("Record the sample")
    screen.key("space")
    screen.until("said", lambda: "it failed, and is held" in screen.said())
    screen.until("banner", lambda: [n for n in screen.names() if n.startswith(f"■ {run['no']} Extra is held: soluble solids 9.8 is under 10")])
    screen.picture("sample-held")
    sample = answer(practice, "/v1/samples")["rows"][0]
    assert (sample["run"], sample["grade_class"], sample["state"]) == (run["id"], "special", "failed"), sample
    assert sample["content"]["values"] == [{"name": "brix_e2", "value": 980}], sample["content"]
    return sample


def refuse_letters(screen):
    open_form(screen, "1")
    screen.type("sweet")
    screen.until("no number", lambda: [n for n in screen.names() if "“soluble solids” is not a number that can be used" in n])
    screen.key("Escape")


def pass_one(screen, practice):
    open_form(screen, "1")
    screen.type("10.8")
    screen.tab_to("fruit looked at")
    screen.type("50")
    verdict(screen, "passed as Extra")
    screen.picture("sample-passed")
    screen.tab_to("Record the sample")
    screen.key("space")
    screen.until("said", lambda: "Sample recorded: passed" in screen.said())
    hold = answer(practice, "/v1/holds")["rows"][0]
    assert hold["state"] == "held" and hold["later_passed"], hold


def release(screen, practice, sample):
    """The repeat is a reason, no more: the supervisor's PIN is asked."""
    screen.until("key of the banner", lambda: [n for n in screen.walk() if n.get_name() == "Release"])
    screen.tab_to("Release")
    screen.key("space")
    screen.until("the repeat is offered", lambda: "A repeat sample passed" in screen.names())
    screen.picture("sample-release")
    screen.tab_to("Release")
    screen.key("space")
    screen.find("A supervisor's PIN, for this once")
    screen.type(work.SUPERVISOR[1])
    screen.key("Return")
    screen.until("released", lambda: "Released" in screen.said())
    screen.until("no banner", lambda: not [n for n in screen.names() if " is held: " in n])
    hold = answer(practice, f"/v1/holds/{sample['hold']}")
    assert (hold["state"], hold["released_by"]) == ("released", work.SUPERVISOR[0]), hold
    assert hold["failed"][0]["value"] == "9.8", hold


def held_lot(screen, practice, lots):
    """A lot that is held is marked where it is chosen, and not put on the line."""
    face = station.Face(practice.database)
    face.log_in(*work.SUPERVISOR)
    face.post("/v1/holds", {"lot": lots[1]["id"], "reason": "smells of spray"})
    face.close()
    screen.until("banner", lambda: [n for n in screen.names() if "is held: smells of spray" in n])
    screen.key("F3")
    screen.until("marked", lambda: [n for n in screen.names() if lots[1]["no"] in n and "■ held" in n])
    screen.picture("sample-held-lot")
    screen.key("Escape")


def test(screen, practice):
    run, lots = prepare(practice)
    screen.start(practice.database)
    work.log_in(screen)
    screen.key("alt+3")
    screen.until_text("Came off in grade", "60.00")
    sample = fail_one(screen, practice, run)
    refuse_letters(screen)
    pass_one(screen, practice)
    release(screen, practice, sample)
    held_lot(screen, practice, lots)


desktop.run(test)
