"""A day's work over the interface of a practice station, so that every verb answers at least once.

`ask(method, template, body, parts, query)` sends one request and returns its answer; who drives the day looks
at each answer there (interface.py holds it against openapi.json).
"""
import base64
import time

WAIT_S = 60
CASE_MG = 5000000
# The first bytes of a PNG: what a picture is told by.
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(16)


class Day:
    def __init__(self, ask):
        self.ask = ask

    def get(self, template, query="", **parts):
        return self.ask("GET", template, None, parts, query)

    def post(self, template, body=None, **parts):
        return self.ask("POST", template, body or {}, parts, "")

    def run(self):
        self.set_up()
        self.look_at_lists()
        self.deliver()
        self.grade()
        self.pack()
        self.label_layouts()
        self.pack_by_plan()
        self.print()
        self.link()
        self.look_back()

    def set_up(self):
        post = self.post
        post("/v1/centre", {"name": "大河镇选果中心", "name_en": "Dahe Sorting Centre", "place": "大河镇"})
        village = post("/v1/villages", {"name": "陈家村", "name_en": "Chenjia", "township": "大河镇",
                                           "township_en": "Dahe", "county": "大河县", "county_en": "Dahe County"})["id"]
        self.product = post("/v1/products", {"name": "脆李", "name_en": "Crisp plum", "kind": "plum"})["id"]
        self.variety = post("/v1/varieties", {"product": self.product, "name": "青脆李"})["id"]
        self.cooperative = post("/v1/parties", {"kind": "cooperative", "name": "青山合作社", "code": "QS",
                                                "village": village})["id"]
        self.grower = post("/v1/parties", {"kind": "grower", "name": "陈大山", "cooperative": self.cooperative,
                                           "village": village, "phone": "000"})["id"]
        self.plot = post("/v1/plots", {"grower": self.grower, "name": "坡上", "area_mu": "4.2", "village": village,
                                       "product": self.product, "variety": self.variety})["id"]
        self.brand = post("/v1/brands", {"name": "大河脆李", "product": self.product, "story": "山里的李子。",
                                         "licence": {"number": "AGI1", "holder": "协会", "from": "2020-01-01",
                                                     "to": "2099-12-31"}})["id"]
        picture = post("/v1/pictures", {"data": base64.b64encode(PICTURE).decode()})["sha256"]
        self.get("/v1/pictures/{sha256}", sha256=picture)
        post("/v1/brands", {"replaces": self.brand, "picture_sha256": picture, "certificates": [
            {"kind": "green", "number": "LB-15", "issuer": "中心", "from": "2020-01-01", "to": "2099-12-31"}]})
        post("/v1/varieties", {"product": self.product, "replaces": self.variety, "active": True})
        self.crate_type = post("/v1/crate-types", {"name": "蓝筐"})["id"]
        post("/v1/tares", {"crate_type": self.crate_type, "tare_mg": 1900000})
        self.get("/v1/tares", f"?crate_type={self.crate_type}")
        self.user = post("/v1/users", {"name": "王芳", "role": "operator", "pin": "1111"})["id"]
        post("/v1/users/{id}", {"pin": "2222"}, id=self.user)
        self.scale = post("/v1/devices", {"name": "1号秤", "kind": "scale", "address": "sim:yaohua-tf0?scenario=crates",
                                          "protocol": "yaohua-tf0", "max_mg": 150000000, "min_mg": 1000000,
                                          "e_mg": 50000})["id"]
        self.printer = post("/v1/devices", {"name": "标签机", "kind": "printer", "address": "sim:zpl",
                                            "language": "zpl", "dpi": 203})["id"]
        post("/v1/batch", {"at": "2026-07-15T19:30:00+08:00", "commands": [
            {"path": "/v1/villages", "body": {"name": "上河村"}}, {"path": "/v1/checkpoint", "user": self.user}]})
        post("/v1/import/{kind}", {"name": "社.csv", "csv": "name,code\n红土合作社,HT\n"}, kind="cooperatives")
        post("/v1/import/{kind}", {"data": base64.b64encode("村,区县\n红岩村,巫山县\n,\n".encode("gb18030")).decode(),
                                   "dry_run": True}, kind="villages")
        self.get("/v1/import/{kind}/template.csv", kind="villages")

    def look_at_lists(self):
        for template in ("/v1/status", "/v1/centre", "/v1/users", "/v1/villages", "/v1/parties", "/v1/plots",
                         "/v1/products", "/v1/brands", "/v1/crate-types", "/v1/devices", "/v1/ports", "/v1/protocols"):
            self.get(template)
        self.get("/v1/parties", "?kind=grower&q=csd&all=1")
        assert self.get("/v1/shares", "?weights=1,1,1&total=1000")["parts"] == [334, 333, 333]

    def weigh(self):
        """The simulated scale puts a crate on every few seconds: ask until one has come to rest."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            row = self.post("/v1/weighings", {"lot": self.lot, "scale": self.scale, "crate_type": self.crate_type})
            if row is not None:
                return row
            time.sleep(0.2)
        raise AssertionError("no crate came to rest")

    def spray(self):
        first = self.post("/v1/inputs", {"plot": self.plot, "name": "药剂甲", "registration_no": "PD20230001",
                                         "dose": "1500 倍", "applied_on": "2026-01-04", "phi_days": 7})
        self.post("/v1/inputs", {"replaces": first["id"], "phi_days": 10})
        self.get("/v1/inputs", f"?plot={self.plot}")
        self.post("/v1/inputs/{id}/void", {"reason": "记错了地"}, id=first["id"])
        self.get("/v1/inputs", f"?grower={self.grower}&all=1")

    def lend(self):
        loan = self.post("/v1/crate-loans", {"cooperative": self.cooperative, "grower": self.grower, "lent": 3,
                                             "delivery": self.delivery, "crate_type": self.crate_type,
                                             "reason": "多借三只"})
        self.get("/v1/crate-loans", f"?cooperative={self.cooperative}")
        self.post("/v1/crate-loans/{id}/void", {"reason": "没借"}, id=loan["id"])

    def deliver(self):
        post = self.post
        self.spray()
        delivery = post("/v1/deliveries", {"cooperative": self.cooperative, "product": self.product,
                                           "variety": self.variety, "vehicle": "渝B12345",
                                           "certificate_received": True,
                                           "crate_loans": [{"crate_type": self.crate_type, "lent": 40, "returned": 38}],
                                           "sources": [{"grower": self.grower, "plot": self.plot}]})
        self.delivery = delivery["id"]
        self.lend()
        self.lot = delivery["lots"][0]["id"]
        self.weighing = self.weigh()["id"]
        post("/v1/scales/{id}/rearm", id=self.scale)
        typed = post("/v1/weighings", {"lot": self.lot, "typed": True, "gross_mg": 21900000, "reason": "秤坏了",
                                       "crate_type": self.crate_type})["id"]
        post("/v1/weighings", {"lot": self.lot, "typed": True, "gross_mg": 25900000, "reason": "秤坏了",
                               "crate_type": self.crate_type})
        post("/v1/weighings/{id}/void", {"reason": "duplicate"}, id=typed)
        post("/v1/lots", {"delivery": self.delivery, "sources": [{"grower": self.grower}], "certificate_no": "0716-21"})
        self.weigh_trucks()
        self.deduct()
        post("/v1/deliveries/{id}/close", id=self.delivery)
        post("/v1/deliveries/{id}/slip", id=self.delivery)
        post("/v1/deliveries/{id}/slip", {"reason": "撕坏了"}, id=self.delivery)
        self.get("/v1/deliveries/{id}/slips", id=self.delivery)
        self.get("/v1/deliveries/{id}/slip.png", id=self.delivery)
        self.get("/v1/deliveries/{id}/slip.pdf", id=self.delivery)
        post("/v1/deliveries/{id}/reopen", {"reason": "还有一筐"}, id=self.delivery)

    def weigh_trucks(self):
        """One truck whose first weighing is void, one of loose fruit, one loaded with crates."""
        post = self.post
        typed = {"lot": self.lot, "mg": 7000000000, "reason": "地磅没有接线"}
        wrong = post("/v1/vehicle-weighings", typed)["id"]
        post("/v1/vehicle-weighings/{id}/void", {"reason": "wrong-lot"}, id=wrong)
        first = post("/v1/vehicle-weighings", {**typed, "vehicle": "渝F·00A21"})["id"]
        self.get("/v1/vehicle-weighings", "?waiting=1")
        post("/v1/weighings", {"lot": self.lot, "typed": True, "gross_mg": 3000000000, "reason": "地磅没有接线",
                               "vehicle_weighing": first})
        post("/v1/vehicle-weighings", {"lot": self.lot, "scale": self.scale, "simulated_mg": 90000000})
        waiting = self.get("/v1/vehicle-weighings", "?waiting=1")["rows"][0]["id"]
        post("/v1/weighings", {"lot": self.lot, "scale": self.scale, "simulated_mg": 40000000, "crates": 2,
                               "crate_type": self.crate_type, "vehicle_weighing": waiting})
        pallet = post("/v1/crate-types", {"name": "木托盘", "tare_mg": 15000000})["id"]
        post("/v1/weighings", {"lot": self.lot, "scale": self.scale, "simulated_mg": 120000000, "crates": 4,
                               "crate_type": self.crate_type, "pallet_type": pallet})

    def deduct(self):
        post = self.post
        water = post("/v1/deductions", {"lot": self.lot, "kind": "percent", "ppm": 15000, "reason": "water"})["id"]
        leaf = post("/v1/deductions", {"lot": self.lot, "kind": "mass", "mg": 500000, "reason": "leaf"})["id"]
        post("/v1/deductions", {"replaces": water, "kind": "percent", "ppm": 20000, "reason": "water", "text": "雨后"})
        post("/v1/deductions/{id}/void", {"reason": "wrong-lot"}, id=leaf)
        self.get("/v1/deductions", f"?delivery={self.delivery}")

    def divide(self, lot, other_class):
        """Parts of a graded lot, together again, by a supervisor's word of another class; and that taken back."""
        post = self.post
        parts = post("/v1/lots/{id}/split", {"parts": [{"mg": 1000000}, {"mg": 999999}], "reason": "两个托盘"}, id=lot)["rows"]
        merged = post("/v1/lots/merge", {"lots": [{"lot": row["id"]} for row in parts], "mixing": "cooperative"})
        other = post("/v1/lots/{id}/override", {"grade_class": other_class, "mg": 500000, "reason": "有疤"}, id=merged["id"])
        post("/v1/transforms/{id}/void", {"reason": "看错了"}, id=other["made"]["transform"])
        self.get("/v1/lots/{id}", id=merged["id"])
        self.get("/v1/yields", "?by=cooperative,class")

    def grade(self):
        """Two classes, some below, some culled; a part is regraded. A second run is given up."""
        post = self.post
        self.get("/v1/grade-schemes/shipped")
        scheme = post("/v1/grade-schemes", {"shipped": "centre-plum"})["id"]
        post("/v1/grade-schemes", {"replaces": scheme, "active": True})
        self.get("/v1/grade-schemes")
        self.get("/v1/grade-schemes/{id}/versions", id=scheme)
        post("/v1/grade-schemes/preview", {"scheme": scheme, "changes": [{"at": "/classes/0/limits/0/min", "value": "41"}]})
        run = post("/v1/grade-runs", {"scheme": scheme, "mixing": "variety", "lots": [{"lot": self.lot, "mg": 20000000}]})
        run_id, best, second = run["id"], run["classes"][0]["grade_class"], run["classes"][1]["grade_class"]
        feed = post("/v1/grade-runs/{id}/feed", {"lots": [{"lot": self.lot, "mg": 1000000}]}, id=run_id)["feeds"][1]["id"]
        post("/v1/run-feeds/{id}/void", {"reason": "倒错了"}, id=feed)
        take = post("/v1/grade-runs/{id}/take", {"kind": "class", "grade_class": best, "mg": 1000000}, id=run_id)["takes"][0]["id"]
        post("/v1/run-takes/{id}/void", {"reason": "称错了"}, id=take)
        post("/v1/grade-runs/{id}/take", {"kind": "class", "grade_class": best, "mg": 12000000, "fruit": 300}, id=run_id)
        post("/v1/grade-runs/{id}/take", {"kind": "below", "mg": 5000000}, id=run_id)
        post("/v1/grade-runs/{id}/take", {"kind": "cull", "mg": 1000000}, id=run_id)
        closed = post("/v1/grade-runs/{id}/close", {"reason": "有一筐倒在地上"}, id=run_id)
        post("/v1/lots/{id}/regrade", {"grade_class": second, "mg": 2000000, "reason": "放了一夜"}, id=closed["lots"][0]["id"])
        self.divide(closed["lots"][0]["id"], second)
        other = post("/v1/grade-runs", {"scheme": scheme, "lots": [{"lot": self.lot, "mg": 1000000}]})["id"]
        post("/v1/grade-runs/{id}/void", {"reason": "开错了"}, id=other)
        self.inspect(run_id, best)
        self.grade_by_machine(scheme)
        self.grade_by_report(scheme)
        self.get("/v1/grade-runs", "?state=closed")
        self.get("/v1/grade-runs/{id}", id=run_id)

    def inspect(self, run, best):
        """A sample that holds what came off as the best class; another that is a reason to release it; one by mistake."""
        post = self.post
        of_run = {"run": run, "grade_class": best}
        self.get("/v1/samples/form", f"?run={run}")
        sour = {**of_run, "values": [{"name": "brix_e2", "value": 980}], "inspected": {"n": 50},
                "defects": [{"defect": "rot", "n": 1}]}
        assert post("/v1/samples/judge", sour)["judged"]["state"] == "failed"
        sample = post("/v1/samples", sour)
        sweet = {**of_run, "values": [{"name": "brix_e2", "value": 1240}], "inspected": {"n": 50}}
        passed = post("/v1/samples", sweet)
        post("/v1/samples", {**sweet, "replaces": passed["id"], "text": "数错了"})
        post("/v1/holds/{id}/release", {"reason": "复检合格", "sample": passed["id"]}, id=sample["hold"])
        by_hand = post("/v1/holds", {"lot": self.lot, "reason": "有药味", "stops": "packing"})["id"]
        self.get("/v1/holds/{id}", id=by_hand)
        self.get("/v1/holds", f"?lot={self.lot}&state=held")
        post("/v1/holds/{id}/release", {"reason": "查过了"}, id=by_hand)
        wrong = post("/v1/samples", {"lot": self.lot, "values": [{"name": "juice_e2", "value": 4200}]})["id"]
        post("/v1/samples/{id}/void", {"reason": "批号打错"}, id=wrong)
        self.measure()
        self.get("/v1/samples", f"?run={run}")
        self.get("/v1/samples/{id}", id=sample["id"])

    def measure(self):
        """A refractometer that measures by itself; its reading is the sample's value."""
        device = self.post("/v1/devices", {"name": "糖度计", "kind": "instrument", "protocol": "atago-cm-base",
                                           "address": "sim:atago-cm-base?say=12.6&every=1"})["id"]
        rows = []
        deadline = time.monotonic() + 30
        while not rows and time.monotonic() < deadline:
            rows = self.get("/v1/readings")["rows"]
            time.sleep(0.05)
        values = [{"name": rows[0]["name"], "device": device, "reading": rows[0]["n"]}]
        sample = self.post("/v1/samples", {"lot": self.lot, "values": values})
        assert sample["simulated"] and sample["content"]["values"][0]["value"] == 1260, sample
        self.post("/v1/devices/{id}/release", id=device)
        calliper = self.post("/v1/devices", {"name": "卡尺", "kind": "instrument", "protocol": "digimatic-adapter",
                                             "address": "sim:digimatic-adapter?say=6.25"})["id"]
        while not any(row["device"] == calliper and row["state"] == "open" for row in self.get("/v1/devices/states")["rows"]):
            assert time.monotonic() < deadline, "the calliper does not open"
            time.sleep(0.05)
        self.post("/v1/devices/{id}/measure", id=calliper)
        moved = self.post("/v1/devices", {"replaces": calliper, "name": "二号卡尺", "unit": "in"})
        assert (moved["id"], moved["name"], moved["address"]) == (calliper, "二号卡尺", "sim:digimatic-adapter?say=6.25"), moved
        self.post("/v1/devices/{id}/release", id=calliper)

    def grade_by_machine(self, scheme):
        """One run that is closed, and one that is left open: its lines are live."""
        machine = self.post("/v1/devices", {"name": "分选机", "kind": "grader", "protocol": "guozhan-line",
                                            "address": "sim:guozhan-line?scenario=good"})["id"]
        body = {"scheme": scheme, "machine": machine, "lots": [{"lot": self.lot, "mg": 1000000}]}
        run = self.post("/v1/grade-runs", body)["id"]
        deadline = time.monotonic() + WAIT_S
        while self.get("/v1/grade-runs/{id}", id=run)["fruit"]["n"] < 10 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert self.post("/v1/grade-runs/{id}/close", {"reason": "试机"}, id=run)["fruit"]["n"] >= 10
        self.get("/v1/grade-runs/{id}", id=run)
        self.post("/v1/grade-runs", body)

    def grade_by_report(self, scheme):
        """Two reports by hand; their run is given up: one is bound to the next, the other is none of ours."""
        body = {"scheme": scheme, "lots": [{"lot": self.lot, "mg": 1000000}]}
        first = self.post("/v1/grade-runs", body)["id"]
        reports = []
        for batch in ("甲-1", "甲-2"):
            table = f"批次号,出口,规格,果数,重量(kg)\n{batch},1,特级,20,0.9\n"
            reports.append(self.post("/v1/grade-runs/{id}/import", {
                "name": batch + ".csv", "data": base64.b64encode(table.encode()).decode(), "profile": "zh-csv"}, id=first)["id"])
        self.get("/v1/grade-runs/{id}", id=first)
        self.post("/v1/grade-runs/{id}/void", {"reason": "开错了"}, id=first)
        run = self.post("/v1/grade-runs", body)["id"]
        self.post("/v1/grade-reports/{id}/bind", {"run": run}, id=reports[0])
        self.post("/v1/grade-reports/{id}/void", {"reason": "试机"}, id=reports[1])
        self.get("/v1/grade-reports")
        assert self.post("/v1/grade-runs/{id}/close", {"reason": "试机"}, id=run)["fruit"]["n"] == 20

    def pack(self):
        packed = self.post("/v1/cases", {"lot": self.lot, "grade_class": "first", "nominal_mg": CASE_MG, "count": 2,
                                         "brand": self.brand, "printer": self.printer})
        self.serials = [case["serial"] for case in packed["cases"]]
        self.pack_lot = packed["lot"]["id"]
        self.get("/v1/cases", f"?lot={self.pack_lot}")
        self.get("/v1/cases/{serial}", serial=self.serials[0])
        self.get("/v1/cases/{serial}/label.png", "?dpi=203", serial=self.serials[0])
        self.get("/v1/cases/{serial}/label.pdf", serial=self.serials[0])

    def label_layouts(self):
        """A shipped layout made the centre's own, changed once."""
        rows = self.get("/v1/label-layouts")["rows"]
        file = next(row["file"] for row in rows if row["name"] == "case-60x40").replace("case-60x40", "own-60x40")
        own = self.post("/v1/label-layouts", {"file": file})["id"]
        self.post("/v1/label-layouts", {"replaces": own, "file": file.replace("净含量", "净重", 2)})
        for data in ({}, {"data": "longest"}, {"data": "case", "case": self.serials[0], "dpi": 300}):
            self.post("/v1/label-layouts/preview", {"file": file, **data})
        self.get("/v1/label-layouts", f"?id={own}")
        for sheet in ("sample", "rulers"):
            self.post("/v1/printers/{id}/sheet", {"file": file, "sheet": sheet}, id=self.printer)
    def pack_by_plan(self):
        """Weighed cases, one part-full that is filled up, some opened, one thrown away and taken back."""
        post = self.post
        plan = post("/v1/pack-plans", {"name": "一级 2.5 kg", "product": self.product, "grade_class": "first", "size": "35-38",
                                       "brand": self.brand, "case_type": self.crate_type, "nominal_mg": 2500000})["id"]
        plan = post("/v1/pack-plans", {"replaces": plan, "layout": "case-100x60"})["id"]
        self.get("/v1/pack-plans", f"?all=1&product={self.product}")
        self.get("/v1/net-content", "?nominal_mg=2500000&spread_mg=20000")
        case = {"lot": self.lot, "plan": plan, "scale": self.scale, "tare_mg": 500000}
        full = post("/v1/cases", {**case, "simulated_mg": 3050000})
        self.get("/v1/pack-lots/{id}", id=full["lot"]["id"])
        part = post("/v1/cases", {**case, "simulated_mg": 2000000, "part": True})["cases"][0]["serial"]
        self.get("/v1/cases", "?state=part")
        done = post("/v1/cases/{serial}/complete", {"scale": self.scale, "tare_mg": 500000, "simulated_mg": 3000000}, serial=part)
        serials = [full["cases"][0]["serial"], done["cases"][0]["serial"]]
        again = post("/v1/repacks", {"cases": [{"serial": s} for s in serials], "nominal_mg": 1000000, "count": 4, "reason": "要小箱", "rest": "loose"})
        self.get("/v1/pack-lots", "?limit=10")
        self.get("/v1/cases/{serial}", serial=part)
        one, *others = [row["serial"] for row in again["cases"]]
        scrap = post("/v1/scraps", {"cases": [{"serial": one}], "reason": "摔坏了"})["rows"][0]["id"]
        self.get("/v1/scraps")
        post("/v1/scraps/{id}/void", {"reason": "是另一箱"}, id=scrap)
        labels = post("/v1/cases/reserve", {"lot": self.lot, "plan": plan, "count": 2})["cases"]
        tomorrow = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86400))
        ahead = post("/v1/cases/reserve", {"lot": self.lot, "plan": plan, "count": 1, "packed_on": tomorrow})["cases"]
        post("/v1/scraps", {"cases": [{"serial": ahead[0]["serial"]}], "reason": "没用上"})
        self.get("/v1/cases", "?state=reserved")
        post("/v1/cases/{serial}/bind", {"scale": self.scale, "tare_mg": 500000, "simulated_mg": 3050000}, serial=labels[0]["serial"])
        self.pile_up(others)

    def pile_up(self, serials):
        post = self.post
        post("/v1/devices", {"name": "托盘机", "kind": "printer", "address": "sim:zpl?scenario=normal", "language": "zpl", "dpi": 203,
                             "label": "pallet-a6"})
        pallet = post("/v1/pallets", {"to": "双福果行", "order": "S-1", "cases": [{"serial": serials[0]}]})["sscc"]
        post("/v1/pallets/{sscc}/move", {"add": [{"serial": s} for s in serials[1:]], "remove": [{"serial": serials[0]}]}, sscc=pallet)
        post("/v1/pallets/{sscc}/close", sscc=pallet)
        post("/v1/centre", {"pallet_label": "pallet-a6"})
        post("/v1/pallets/{sscc}/print", sscc=pallet)
        self.get("/v1/pallets/{sscc}/label.png", "?dpi=300&layout=pallet-a6", sscc=pallet)
        self.get("/v1/pallets/{sscc}/label.pdf", sscc=pallet)
        self.get("/v1/pallets/{sscc}", sscc=pallet)
        self.get("/v1/pallets", "?state=closed")
        post("/v1/pallets/{sscc}/reopen", {"reason": "还有一箱"}, sscc=pallet)
        empty = post("/v1/pallets")["sscc"]
        post("/v1/pallets/{sscc}/void", {"reason": "多开了"}, sscc=empty)
        post("/v1/scans", {"code": "00" + pallet, "aim": "]C1"})

    def print(self):
        self.post("/v1/cases/{serial}/reprint", {"reason": "撕坏了", "printer": self.printer}, serial=self.serials[0])
        job = self.get("/v1/print-jobs")["rows"][0]["id"]
        self.get("/v1/print-jobs/{id}", id=job)
        self.post("/v1/cases/{serial}/void", {"reason": "压坏了"}, serial=self.serials[1])

    def link(self):
        link = self.post("/v1/links", {"party": self.cooperative})["id"]
        self.get("/v1/links")
        self.post("/v1/links/{id}/withdraw", id=link)

    def look_back(self):
        self.get("/v1/status")
        self.get("/v1/deliveries", "?state=open&limit=10")
        self.get("/v1/deliveries/{id}", id=self.delivery)
        self.get("/v1/lots", f"?delivery={self.delivery}")
        self.get("/v1/lots/{id}", id=self.lot)
        self.get("/v1/lots/{id}/balance", id=self.lot)
        self.get("/v1/lots/{id}", id=self.pack_lot)
        self.get("/v1/weighings", f"?delivery={self.delivery}")
        self.get("/v1/weighings/{id}", id=self.weighing)
        self.get("/v1/exceptions")
        self.get("/v1/yields")
        self.get("/v1/yields", "?by=cooperative")
        self.get("/v1/yields", "?by=village,grower&season=2026&against=2025&order=net")
        self.get("/v1/yields.csv", "?by=season,day&bom=1")
        self.get("/v1/yields.svg", "?chart=seasons&lang=en")
        self.get("/v1/yields.pdf")
        self.get("/v1/events", "?after=0&limit=5")
        self.post("/v1/checkpoint")
        self.post("/v1/backup")
        self.get("/v1/checkpoint")
        self.post("/v1/scans", {"code": "6901234567892", "aim": "]E0"})
        self.post("/v1/scans", {"code": self.get("/v1/scan-codes")["rows"][3]["code"]})
        scanner = self.post("/v1/devices", {"name": "扫码枪", "kind": "scanner", "address": "tcp:127.0.0.1:9"})["id"]
        self.post("/v1/scanners/{id}/take", {"n": 1}, id=scanner)
        self.post("/v1/scanners/find")
        self.post("/v1/buttons/find")
        self.post("/v1/scanners/find/stop")
        self.post("/v1/devices/{id}/release", id=scanner)
        self.post("/v1/devices/probe", {"address": "sim:mt-cont?scenario=crates"})
        self.post("/v1/devices/probe/stop")
        self.get("/v1/devices/states")
        self.post("/v1/scales/{id}/zero", id=self.scale)
        self.post("/v1/devices/{id}/release", id=self.printer)
        self.post("/v1/logout")
