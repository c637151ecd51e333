#!/usr/bin/python3
"""The rare acts of the Pack page, by keyboard and by scan: cases opened and packed anew, thrown away and taken back, loose fruit,
labels printed ahead and those of them that are not used, lots split and put together. What the page said is what the station counts."""
import desktop
import scanner
import station
import work

NBSP = "\u202f"
RECORD = "GUOZHAN:KEY:RECORD"
TYPED = {"tare_mg": 0, "typed": True, "reason": "display broken",
         "approver": {"user": work.SUPERVISOR[0], "pin": work.SUPERVISOR[1]}}


def answer(practice, path, body=None):
    face = station.Face(practice.database)
    try:
        if body is None:
            return face.get(path)
        face.log_in(*work.SUPERVISOR)
        return face.post(path, body)
    finally:
        face.close()


def prepare(practice):
    """Two lots of one cooperative, 100 and 40 kg, and three cases of 5 kg of the first."""
    face = work.prepare(practice, scale=False)
    face.post("/v1/devices", {"name": "Printer 1", "kind": "printer", "address": "sim:zpl?scenario=normal", "language": "zpl",
                              "dpi": 203, "label": "case-60x40"})
    grower = face.rows("/v1/parties?kind=grower")[0]
    product = face.rows("/v1/products")[0]
    plan = face.post("/v1/pack-plans", {"name": "小盒", "product": product["id"], "grade_class": "first", "nominal_mg": 2500000})
    lots = []
    for mg in (100000000, 40000000):
        delivery = face.post("/v1/deliveries", {"cooperative": grower["cooperative"], "product": product["id"],
                                                "sources": [{"grower": grower["id"]}], "certificate_received": True})
        lots.append(delivery["lots"][0])
        face.post("/v1/weighings", dict(TYPED, lot=lots[-1]["id"], gross_mg=mg))
    packed = face.post("/v1/cases", {"lot": lots[0]["id"], "grade_class": "first", "nominal_mg": 5000000, "count": 3})
    face.close()
    return lots, packed, plan


def case(practice, serial):
    return answer(practice, f"/v1/cases/{serial}")


def loose(practice):
    return {row["id"]: row["loose_mg"] for row in answer(practice, "/v1/pack-lots")["rows"]}


def sums(screen):
    return screen.read("Sums").replace(NBSP, " ").replace("\u00a0", " ")


def until_sums(screen, words):
    screen.until(f"sums {words}", lambda: words in sums(screen))


def more(screen, key, title):
    """The act before closes whatever sheet is open when its answer comes: then the key is pressed again."""
    for seconds in (8, 8, 20):
        screen.key("F6")
        try:
            screen.until("the sheet", lambda: any("Labels not used" in name for name in screen.names()), seconds)
            break
        except desktop.Missing:
            if seconds == 20:
                raise
    screen.picture("more")
    screen.key(key)
    screen.find(title)


def approve(screen):
    screen.find("A supervisor's PIN, for this once")
    screen.type(work.SUPERVISOR[1])
    screen.key("Return")


def counted(screen):
    screen.until_text("Left in the lot", "40.00 kg")
    screen.key("F2")
    screen.find("What is packed?")
    screen.tab_to("Counted")
    screen.key("space")
    screen.tab_to("Cases on a full pallet")
    screen.key("Return")
    screen.find("Number of cases")


def repack(screen, practice, keyboard, packed):
    """Two cases of 5 kg become three of 2.5 kg by plan; 2.5 kg stay loose. Only the number is typed."""
    serials = [row["serial"] for row in packed["cases"]]
    more(screen, "1", "Repack cases")
    screen.picture("more-repack-empty")
    keyboard.scan(serials[0])
    until_sums(screen, "1 case, 5 000 g")
    keyboard.scan(serials[1])
    until_sums(screen, "2 cases, 10 000 g")
    screen.picture("more-repack")
    keyboard.scan(RECORD)
    screen.find("What do they become?")
    until_sums(screen, "Opened: 2 cases, 10 000 g\nNew: 2 cases, 10 000 g\nLeft over: 0 g")
    screen.tab_to("小盒")
    screen.key("space")
    until_sums(screen, "New: 4 cases, 10 000 g")
    screen.tab_to("New cases")
    screen.key("ctrl+a")
    screen.type("5")
    until_sums(screen, "▲ 2 500 g more than there were")
    screen.tab_to("Repack")
    screen.key("space")
    screen.until("refused", lambda: any("opened cases hold less" in name for name in screen.names()))
    screen.picture("more-repack-too-many")
    screen.tab_to("New cases")
    screen.key("ctrl+a")
    screen.type("3")
    until_sums(screen, "New: 3 cases, 7 500 g\nLeft over: 2 500 g")
    screen.picture("more-repack-sums")
    screen.tab_to("Stays loose")
    keyboard.scan(RECORD)
    screen.until("repacked", lambda: case(practice, serials[0])["state"] == "replaced")
    assert [case(practice, serial)["state"] for serial in serials] == ["replaced", "replaced", "packed"]
    assert loose(practice) == {packed["lot"]["id"]: 2500000}, loose(practice)
    made = [case(practice, serial) for serial in case(practice, serials[0])["successors"]]
    assert [row["net_mg"] for row in made] == [2500000] * 3, made
    screen.until_text("Cases packed", "3 cases shown")
    screen.picture("more-repacked")
    return [row["serial"] for row in made], serials[2]


def repack_with_rest(screen, practice, serial, packed):
    """By keyboard alone: one case of 5 kg becomes one of 1.5 kg, and the rest is thrown away by a supervisor."""
    more(screen, "1", "Repack cases")
    keyboard = scanner.Keyboard()
    keyboard.scan(serial)
    keyboard.end()
    until_sums(screen, "1 case, 5 000 g")
    screen.tab_to("Next")
    screen.key("space")
    screen.find("What do they become?")
    screen.tab_to("1.5 kg")
    screen.key("space")
    screen.tab_to("New cases")
    screen.key("ctrl+a")
    screen.type("1")
    until_sums(screen, "Left over: 3 500 g")
    screen.tab_to("Thrown away")
    screen.key("space")
    screen.tab_to("Repack")
    screen.key("space")
    approve(screen)
    screen.until("repacked", lambda: case(practice, serial)["state"] == "replaced")
    assert loose(practice) == {packed["lot"]["id"]: 2000000}, loose(practice)
    scrap = answer(practice, "/v1/scraps")["rows"][0]
    assert (scrap["mg"], scrap["void"]) == (3500000, False), scrap


def scrap(screen, practice, keyboard, serial):
    more(screen, "3", "Throw cases away")
    keyboard.scan(serial)
    until_sums(screen, "1 case, 2 500 g")
    screen.picture("more-scrap")
    keyboard.scan(RECORD)
    approve(screen)
    screen.until("thrown away", lambda: case(practice, serial)["state"] == "scrapped")
    screen.until("struck through", lambda: "✕ scrapped" in screen.names())
    screen.picture("more-scrapped")
    more(screen, "4", "Take back")
    screen.picture("more-back")
    screen.key("1")
    approve(screen)
    screen.until("taken back", lambda: case(practice, serial)["state"] == "packed")


def throw_loose(screen, practice, packed):
    """Half a kilogram of what is loose; the page shows what is left."""
    more(screen, "2", "Loose fruit")
    option = screen.until("the lot", lambda: max((n for n in screen.names() if packed["lot"]["no"] in n), key=len, default=""))
    screen.picture("more-loose")
    screen.tab_to(option)
    screen.key("space")
    screen.find("Throw some of it away")
    screen.picture("more-loose-lot")
    screen.key("2")
    screen.find("Throw loose fruit away")
    screen.type("0.5")
    screen.tab_to("Throw away")
    screen.key("space")
    approve(screen)
    screen.until("thrown away", lambda: loose(practice) == {packed["lot"]["id"]: 2000000})


def ahead(screen, practice, keyboard):
    more(screen, "5", "Print labels ahead")
    screen.picture("more-ahead")
    screen.key("ctrl+a")
    screen.type("3")
    screen.tab_to("Print labels")
    screen.key("space")
    reserved = lambda: [row["serial"] for row in answer(practice, "/v1/cases?state=reserved")["rows"]]
    labels = screen.until("three labels", lambda: len(reserved()) == 3 and reserved())
    keyboard.scan(labels[0])
    screen.until("bound", lambda: case(practice, labels[0])["state"] == "packed")
    more(screen, "6", "Labels without a case")
    screen.picture("more-unused")
    keyboard.scan(labels[0])                    # is on its case: not among them
    screen.until("refused", lambda: work.sounds(screen)[-1:] == ["refused"])
    for label in labels[1:]:
        keyboard.scan(label)
    ticks = lambda: [n for n in screen.walk() if n.get_role_name() == "check box"
                     and n.get_state_set().contains(screen.atspi.StateType.CHECKED)]
    screen.until("both are ticked", lambda: len(ticks()) == 2)
    keyboard.scan(RECORD)
    approve(screen)
    screen.until("void", lambda: [case(practice, label)["state"] for label in labels] == ["packed", "void", "void"])
    for_tomorrow(screen, practice, keyboard, labels[0], reserved)


def for_tomorrow(screen, practice, keyboard, of_today, reserved):
    """In the evening: they say so, and no case of today gets one."""
    more(screen, "5", "Print labels ahead")
    screen.key("ctrl+a")
    screen.type("1")
    screen.tab_to("Tomorrow")
    screen.key("space")
    screen.picture("more-tomorrow")
    screen.tab_to("Print labels")
    screen.key("space")
    [label] = screen.until("reserved", reserved)
    assert case(practice, label)["packed_on"] > case(practice, of_today)["packed_on"], case(practice, label)
    refused = work.sounds(screen).count("refused")
    keyboard.scan(label)
    screen.until("not today", lambda: work.sounds(screen).count("refused") > refused)
    assert case(practice, label)["state"] == "reserved"


def lot_of(screen, no):
    more(screen, "2", "Loose fruit")
    option = screen.until("the lot", lambda: max((n for n in screen.names() if n.split(" ")[0] == no), key=len, default=""))
    screen.tab_to(option)
    screen.key("space")
    screen.find("Pack from it")


def left(practice):
    return {row["no"]: row["left_mg"] for row in answer(practice, "/v1/lots?kind=harvest")["rows"] if not row["void"]}


def split_and_merge(screen, practice, lots):
    """Of the second lot, from which one case of 5 kg was packed under a label printed ahead."""
    second = lots[1]["no"]
    lot_of(screen, second)
    screen.key("3")
    screen.find(f"Split lot {second}")
    screen.type("12.5")
    until_sums(screen, f"22.500 kg stay in lot {second}")
    screen.picture("more-split")
    screen.tab_to("Split")
    screen.key("space")
    part = f"{second}/1"
    screen.until("split", lambda: part in left(practice))
    assert (left(practice)[second], left(practice)[part]) == (22500000, 12500000), left(practice)
    lot_of(screen, part)
    screen.picture("more-part")
    screen.key("5")
    approve(screen)
    screen.until("taken back", lambda: left(practice).get(second) == 35000000)
    lot_of(screen, second)
    screen.key("4")
    screen.find(f"With lot {second}")
    screen.key("space")
    until_sums(screen, "2 lots")
    screen.picture("more-merge")
    screen.tab_to("Put together")
    screen.key("space")
    screen.until("together", lambda: left(practice)[second] == 0)


def test(screen, practice):
    keyboard = None
    try:
        lots, packed, _plan = prepare(practice)
        program = screen.start(practice.database, GUOZHAN_DEBUG="sounds")
        work.log_in(screen)
        screen.key("alt+4")
        counted(screen)
        keyboard = scanner.Keyboard()
        made, third = repack(screen, practice, keyboard, packed)
        scrap(screen, practice, keyboard, made[0])
        throw_loose(screen, practice, packed)
        ahead(screen, practice, keyboard)
        split_and_merge(screen, practice, lots)
        repack_with_rest(screen, practice, third, packed)
        program.close(screen)
    finally:
        if keyboard:
            keyboard.end()


desktop.run(test)
