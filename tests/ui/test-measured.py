#!/usr/bin/python3
"""Instruments at the form of a sample: what a refractometer and a calliper measure on their ports stands in its field, with who
measured it and when; what no fruit can have, and what has no field, is named and not taken; what is typed is marked, also over
a reading. A calliper that has to be asked has a key in the form. The sample keeps which device measured which value."""
import json
import pathlib

import desktop
import station
import work

BRIX, STONE, PEEL, JUICE = "soluble solids, °Bx", "stone, mm", "peel, mm", "juice, %"
TYPED = {"tare_mg": 0, "typed": True, "reason": "display broken",
         "approver": {"user": work.SUPERVISOR[0], "pin": work.SUPERVISOR[1]}}


def own_scheme():
    """The plum scheme, which asks of a sample two lengths besides."""
    path = pathlib.Path(__file__).resolve().parents[2] / "station" / "grading" / "schemes" / "centre-plum.json"
    scheme = json.loads(path.read_text(encoding="utf-8"))
    scheme.update(id="stone-plum", name_en="stone plum")
    for name in ("stone", "peel"):
        scheme["fields"][f"{name}_mm"] = {"name_zh": name, "name_en": name, "unit": "mm", "on": "sample", "missing": "met"}
        scheme["lot_limits"].append({"field": f"{name}_mm", "max": 30})
    return json.dumps(scheme, ensure_ascii=False)


def prepare(practice, refractometer, calliper, adapter):
    face = work.prepare(practice, scale=True)
    product = face.rows("/v1/products")[0]
    grower = face.rows("/v1/parties?kind=grower")[0]
    delivery = face.post("/v1/deliveries", {"cooperative": grower["cooperative"], "product": product["id"],
                                            "sources": [{"grower": grower["id"]}], "certificate_received": True})
    lot = delivery["lots"][0]["id"]
    face.post("/v1/weighings", dict(TYPED, lot=lot, gross_mg=100000000, scale=face.rows("/v1/devices")[0]["id"]))
    scheme = face.post("/v1/grade-schemes", {"file": own_scheme(), "product": product["id"]})
    run = face.post("/v1/grade-runs", {"scheme": scheme["id"], "lots": [{"lot": lot}]})
    face.post(f"/v1/grade-runs/{run['id']}/take", {"kind": "class", "grade_class": "special", "mg": 60000000})
    ids = [face.post("/v1/devices", {"name": name, "kind": "instrument", "protocol": protocol, "address": at.address})["id"]
           for name, protocol, at in (("Refractometer", "atago-cm-base", refractometer), ("Calliper", "mitutoyo-usb", calliper),
                                         ("Depth gauge", "digimatic-adapter", adapter))]
    face.close()
    return ids


def newest(practice):
    face = station.Face(practice.database)
    try:
        return face.get("/v1/samples")["rows"][0]["content"]["values"]
    finally:
        face.close()


def open_form(screen):
    screen.key("F5")
    screen.find("A sample of what?")
    screen.until("what can be sampled", lambda: [n for n in screen.names() if "kg" in n])
    screen.key("1")
    screen.find(BRIX, "text")


def told(screen, *words):
    screen.until(f"told {words}", lambda: all(word in screen.read("Instrument") for word in words))


def stands(screen, field, value):
    screen.until(f"{value} in {field}", lambda: screen.read(field, "text") == value)


def field_by_field(screen, refractometer, calliper):
    """Nothing is touched but the instruments."""
    open_form(screen)
    told(screen, "Press the key of the instrument")
    refractometer.measure("0.0 21.5")
    told(screen, "Refractometer: 0.0 °Bx cannot be of a fruit (1.0 to 60.0 °Bx). Not taken")
    stands(screen, BRIX, "")
    screen.picture("measured-refused")
    screen.until("refused", lambda: work.sounds(screen)[-1:] == ["refused"])
    refractometer.measure("10.8 21.5")
    stands(screen, BRIX, "10.8")
    told(screen, "Refractometer measured at ", "soluble solids 10.8 °Bx")
    screen.until("a tick", lambda: work.sounds(screen)[-1:] == ["scan"])
    screen.until("marked", lambda: [n for n in screen.names() if n.startswith("⊙ Refractometer, ")])
    screen.until("judged", lambda: [n for n in screen.names() if "≥ 10 °Bx · ✓ holds" in n])
    calliper.measure("12.34")
    stands(screen, STONE, "12.34")
    calliper.measure("1.5")
    stands(screen, PEEL, "1.5")
    stands(screen, STONE, "12.34")
    calliper.measure("13.5")
    told(screen, "Calliper: 13.5 mm. Not taken: every field for it has a value")
    screen.tab_to(STONE)
    calliper.measure("13.6")
    stands(screen, STONE, "13.6")


def record(screen, practice, ids):
    screen.tab_to(JUICE)
    screen.type("41.5")
    screen.until("typed is marked", lambda: "✎ typed" in screen.names())
    screen.tab_to("fruit looked at")
    screen.type("50")
    screen.until_text("Verdict", "passed")
    screen.picture("measured")
    screen.tab_to("Record the sample")
    screen.key("space")
    screen.until("said", lambda: "Sample recorded: passed" in screen.said())
    values = {value["name"]: value for value in newest(practice)}
    assert {name: (value["value"], value.get("device")) for name, value in values.items()} == {
        "brix_e2": (1080, ids[0]), "stone_mm_e2": (1360, ids[1]), "peel_mm_e2": (150, ids[1]), "juice_e2": (4150, None)}, values
    assert values["brix_e2"]["raw"] == b"10.8,21.5".hex(), values


def asked(screen, practice, adapter, ids):
    """What it shows when the key is pressed, not before; that it does not answer is told."""
    open_form(screen)
    adapter.measure("6.25")
    screen.tab_to("Measure: Depth gauge")
    screen.picture("measured-asked")
    stands(screen, STONE, "")
    screen.key("space")
    stands(screen, STONE, "6.25")
    told(screen, "Depth gauge measured at ", "stone 6.25 mm")
    adapter.measure("#")
    screen.key("space")
    told(screen, "Depth gauge: it says that it could not measure")
    stands(screen, PEEL, "")
    screen.tab_to("Record the sample")
    screen.key("space")
    screen.until("recorded", lambda: [(v["name"], v["value"], v.get("device")) for v in newest(practice)]
                 == [("stone_mm_e2", 625, ids[2])])


def typed_over(screen, practice, refractometer):
    """A reading with another number typed over it is no reading any more."""
    open_form(screen)
    refractometer.measure("12.5 20.0")
    stands(screen, BRIX, "12.5")
    screen.tab_to(BRIX)
    screen.key("ctrl+a")
    screen.type("12.6")
    screen.until("the mark is gone", lambda: "✎ typed" in screen.names() and not [n for n in screen.names() if n.startswith("⊙ ")])
    screen.tab_to("Record the sample")
    screen.key("space")
    screen.until("recorded", lambda: newest(practice) == [{"name": "brix_e2", "value": 1260}])


def test(screen, practice):
    refractometer, calliper, adapter = (work.Instrument(name) for name in ("atago-cm-base", "mitutoyo-usb", "digimatic-adapter"))
    try:
        ids = prepare(practice, refractometer, calliper, adapter)
        screen.start(practice.database, GUOZHAN_DEBUG="sounds")
        work.log_in(screen)
        screen.key("alt+3")
        screen.until_text("Came off in grade", "60.00")
        field_by_field(screen, refractometer, calliper)
        record(screen, practice, ids)
        asked(screen, practice, adapter, ids)
        typed_over(screen, practice, refractometer)
    finally:
        for instrument in (refractometer, calliper, adapter):
            instrument.end()


desktop.run(test)
