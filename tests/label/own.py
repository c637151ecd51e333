#!/usr/bin/env python3
"""Layouts of the centre's own on their way to paper, at each resolution of printers: of cases by their pack plan, of pallets
by the centre. What comes out at a printer's TCP port is read by two decoders, and says what the records say."""
import copy
import glob
import json
import os
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import station
from decode import below, by_zbar, by_zxing, scanned, words_of

GTIN = "09521234500018"
RESOLUTIONS = (203, 300, 600)
CASE, PALLET = "自家 100×80", "自家托盘"


def own_case(shipped):
    """A PTI label on higher paper with a second code on it."""
    layout = dict(copy.deepcopy(shipped["pti-100x50"]), id=CASE, height=800)
    layout["fields"].append({"name": "uri", "zh": "网址", "sample": "https://trace.example.cn/01/09521234500018/10/60716-014/21/6A000128K7QX"})
    layout["items"].append({"type": "qr", "text": "{uri}", "x": 25, "y": 500, "w": 280, "least_module": 5})
    return layout


def own_pallet(shipped):
    """100 × 150 mm, the content as bars above the SSCC."""
    layout = dict(copy.deepcopy(shipped["pallet-a6"]), id=PALLET, width=1000, height=1500)
    wanted = ("{from}", "{mark}", "{cases} 箱", "(00){sscc}")
    layout["items"] = [item for item in layout["items"] if item.get("text") in wanted]
    bars = next(item for item in layout["items"] if item["type"] == "gs1_128")
    bars.update(x=20, y=1130, w=960, h=280, least_x=50, size=56)
    layout["items"] += [
        {"type": "gs1_128", "text": "(02){gtin}(37){cases}", "x": 20, "y": 880, "w": 960, "h": 160, "least_x": 33, "size": 44,
         "align": "center"},
        {"type": "qr", "text": "{uri}", "x": 640, "y": 20, "w": 340, "least_module": 7}]
    return layout


class Printer:
    """One that is simulated behind a TCP port; what comes out are pictures in a folder."""

    def __init__(self, folder, dpi):
        self.out = os.path.join(folder, f"out-{dpi}-{time.monotonic_ns()}")
        self.process = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "zpl", "--dpi", str(dpi), "--out", self.out],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = f"tcp:127.0.0.1:{json.loads(self.process.stdout.readline())['port']}"

    def stop(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(station.WAIT_S)
        self.process.stdout.close()

    def paper(self):
        return sorted(glob.glob(self.out + "/*.png"))


class Own(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        station.need(os.environ["GUOZHAND"], "zbarimg", "ZXingReader", "pdftotext")
        cls.station = station.Station()
        cls.addClassCleanup(cls.station.__exit__)
        cls.station.start()
        cls.face = cls.station.face()
        cls.shipped = {row["name"]: json.loads(row["file"]) for row in cls.face.rows("/v1/label-layouts")}
        cls.set_up(cls.face.post)

    @classmethod
    def set_up(cls, post):
        post("/v1/centre", {"name": "大河镇选果中心", "name_en": "Dahe", "host": "trace.example.cn", "gs1_prefix": "6971234"})
        cls.product = post("/v1/products", {"name": "脆李", "name_en": "Crisp plum", "kind": "plum"})["id"]
        cls.own = {name: post("/v1/label-layouts", {"file": json.dumps(layout, ensure_ascii=False)})["id"]
                   for name, layout in ((CASE, own_case(cls.shipped)), (PALLET, own_pallet(cls.shipped)))}
        cooperative = post("/v1/parties", {"kind": "cooperative", "name": "青山合作社", "name_en": "Qingshan", "code": "QS"})["id"]
        grower = post("/v1/parties", {"kind": "grower", "name": "陈大山", "cooperative": cooperative})["id"]
        delivery = post("/v1/deliveries", {"cooperative": cooperative, "product": cls.product, "certificate_received": True,
                                           "sources": [{"grower": grower, "share_ppm": 1000000}]})
        cls.lot = delivery["lots"][0]["id"]
        post("/v1/weighings", {"lot": cls.lot, "typed": True, "gross_mg": 500000000, "tare_mg": 0, "reason": "秤坏了"})
        cls.plan = post("/v1/pack-plans", {"name": "出口", "product": cls.product, "grade_class": "special", "gtin": GTIN,
                                           "nominal_mg": 5000000, "layout": CASE})["id"]

    def bind(self, dpi, label):
        printer = Printer(self.station.folder, dpi)
        self.addCleanup(printer.stop)
        row = self.face.post("/v1/devices", {"name": f"{label} {dpi}", "kind": "printer", "address": printer.address,
                                             "language": "zpl", "dpi": dpi, "label": label})
        self.addCleanup(self.face.post, f"/v1/devices/{row['id']}/release")
        return printer, row["id"]

    def await_out(self, job):
        deadline = time.monotonic() + station.WAIT_S
        while time.monotonic() < deadline:
            row = self.face.get(f"/v1/print-jobs/{job}")
            if all(label["state"] == "out" for label in row["labels"]):
                return
            self.assertFalse([label for label in row["labels"] if label["state"] in ("void", "doubtful")], row)
            time.sleep(0.05)
        self.fail(f"job {job} is not out")

    def check(self, picture, codes, pdf_path):
        """@codes: texts of the QR codes, element strings of the bars."""
        expected = sorted(("]Q1", code) if code.startswith("https:") else ("]C1", scanned(code)) for code in codes)
        self.assertEqual(by_zbar(picture), sorted(text for _, text in expected))
        read = by_zxing(picture)
        self.assertEqual(read, expected)
        path = os.path.join(self.station.folder, "label.pdf")
        with open(path, "wb") as file:
            file.write(self.face.get(pdf_path))
        words = words_of(path)
        for kind, code in read:
            if kind == "]C1":
                self.assertEqual(words.count(below(code)), 1, words)

    def pack(self, printer, count):
        return self.face.post("/v1/cases", {"lot": self.lot, "plan": self.plan, "count": count, "printer": printer})

    def test_cases_and_pallets(self):
        for dpi in RESOLUTIONS:
            with self.subTest(dpi=dpi):
                self.one_resolution(dpi)

    def one_resolution(self, dpi):
        boxes, box_printer = self.bind(dpi, CASE)
        pallets, pallet_printer = self.bind(dpi, PALLET)
        packed = self.pack(box_printer, 2)
        self.await_out(packed["job"])
        self.assertEqual(len(boxes.paper()), 2)
        for picture, case in zip(boxes.paper(), packed["cases"]):
            self.check(picture, [case["uri"], f"(01){GTIN}(10){case['lot_no']}"], f"/v1/cases/{case['serial']}/label.pdf")
        pallet = self.face.post("/v1/pallets", {"cases": [{"serial": case["serial"]} for case in packed["cases"]]})
        self.face.post(f"/v1/pallets/{pallet['sscc']}/close")
        done = self.face.post(f"/v1/pallets/{pallet['sscc']}/print", {"printer": pallet_printer})
        self.await_out(done["job"])
        [picture] = pallets.paper()
        self.check(picture, [pallet["uri"], f"(00){pallet['sscc']}", f"(02){GTIN}(37)2"], f"/v1/pallets/{pallet['sscc']}/label.pdf")

    def refused(self, path, body, *words):
        with self.assertRaises(station.Refused) as caught:
            self.face.post(path, body)
        self.assertEqual(caught.exception.code, "bad-field")
        for word in words:
            self.assertIn(word, caught.exception.answer["error"]["params"].values())

    def test_set_by_the_centre(self):
        """What the centre sets stands above what is in the printers; without its paper nothing is printed."""
        post = self.face.post
        pallet = post("/v1/pallets", {"cases": [{"serial": self.pack(None, 1)["cases"][0]["serial"]}]})["sscc"]
        post(f"/v1/pallets/{pallet}/close")
        self.bind(203, PALLET)
        self.assertEqual(post("/v1/centre", {"pallet_label": "pallet-a6"})["pallet_label"], "pallet-a6")
        with self.assertRaises(station.Refused) as caught:
            post(f"/v1/pallets/{pallet}/print")
        self.assertEqual(caught.exception.code, "no-printer")
        post("/v1/centre", {"pallet_label": PALLET})
        self.assertIsInstance(post(f"/v1/pallets/{pallet}/print")["job"], int)
        shown = self.face.get(f"/v1/pallets/{pallet}/label.png?layout=pallet-a6")
        self.assertNotEqual(shown, self.face.get(f"/v1/pallets/{pallet}/label.png"))
        self.assertIsNone(post("/v1/centre", {"pallet_label": ""})["pallet_label"])

    def test_refused_by_name(self):
        self.refused("/v1/centre", {"pallet_label": CASE}, "pallet_label", f"“{CASE}” is not a layout of a pallet")
        self.refused("/v1/centre", {"pallet_label": "没有"}, "pallet_label", "there is no label layout “没有”")
        self.refused("/v1/pack-plans", {"replaces": self.plan, "layout": PALLET}, "layout", f"“{PALLET}” is not a layout of a case")
        self.refused("/v1/pack-plans", {"replaces": self.plan, "layout": "没有"}, "layout", "there is no label layout “没有”")
        swapped = dict(own_case(self.shipped), id="pallet-a6")
        self.refused("/v1/label-layouts", {"file": json.dumps(swapped)}, "/fields", "“pallet-a6” is not a layout of a pallet")

    def test_withdrawn(self):
        """A layout that a plan names stays, under its name; without the plan it may go."""
        file = json.dumps(dict(own_case(self.shipped), id="一时"), ensure_ascii=False)
        renamed = json.dumps(dict(own_case(self.shipped), id="他时"), ensure_ascii=False)
        own = self.face.post("/v1/label-layouts", {"file": file})["id"]
        plan = self.face.post("/v1/pack-plans", {"name": "一时装", "product": self.product, "grade_class": "special", "gtin": GTIN,
                                                 "nominal_mg": 5000000, "layout": "一时"})["id"]
        for change in ({"active": False}, {"file": renamed}):
            with self.assertRaises(station.Refused) as caught:
                self.face.post("/v1/label-layouts", {"replaces": own, **change})
            self.assertEqual(caught.exception.code, "layout-used")
            self.assertIn("一时装", json.dumps(caught.exception.answer, ensure_ascii=False))
        self.assertEqual(len(self.face.post("/v1/cases", {"lot": self.lot, "plan": plan, "count": 1})["cases"]), 1)
        self.face.post("/v1/pack-plans", {"replaces": plan, "active": False})
        self.assertFalse(self.face.post("/v1/label-layouts", {"replaces": own, "active": False})["active"])

    def test_command_line(self):
        """Rendered and checked by name, where the centre's database is; a plan and the centre take it by name."""
        for name, count in ((CASE, 2), (PALLET, 3)):
            for dpi in RESOLUTIONS:
                out = os.path.join(self.station.folder, f"{self.own[name]}-{dpi}")
                self.station.ctl("label", "render", "--template", name, "--sample", "--to", "png", "--dpi", str(dpi), "--out", out,
                                 check=True)
                [path] = glob.glob(out + "/*.png")
                self.assertEqual(len(by_zxing(path)), count)
                self.assertEqual(len(by_zbar(path)), count)
                [said] = self.station.json("label", "render", "--template", name, "--sample", "--check", "--dpi", str(dpi))
                self.assertTrue(said["good"], said)
        done = self.station.ctl("label", "render", "--template", "没有", "--check", "--sample")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("没有", done.stderr)
        self.station.ctl("set", "pack-plan", "命令行", "product=脆李", "grade_class=special", "nominal=5", f"layout={CASE}", check=True)
        row = next(row for row in self.station.json("list", "pack-plans") if row["name"] == "命令行")
        self.assertEqual(row["layout"], CASE)
        done = self.station.ctl("set", "pack-plan", "命令行", f"layout={PALLET}")
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"“{PALLET}” is not a layout of a case", done.stderr)
        self.station.ctl("set", "centre", "大河镇选果中心", f"pallet_label={PALLET}", check=True)
        self.station.ctl("set", "centre", "大河镇选果中心", "pallet_label=", check=True)


if __name__ == "__main__":
    unittest.main()
