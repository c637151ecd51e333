#!/usr/bin/env python3
"""The slip of a delivery, from the command line: what is on paper is read back, its code is checked with the
log's key, a second one says that it is one."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import station

NAMES = ("陈大山", "欧阳长顺之家庭农场经营部")
PARTS = (333333, 666667)


def set_up(face):
    """Two growers deliver together; three crates typed, one of them void."""
    post = face.post
    post("/v1/centre", {"name": "大河镇选果中心", "phone": "023-0000"})
    product = post("/v1/products", {"name": "脆李", "kind": "plum"})["id"]
    cooperative = post("/v1/parties", {"kind": "cooperative", "name": "青山合作社", "code": "QS"})["id"]
    growers = [post("/v1/parties", {"kind": "grower", "name": name, "cooperative": cooperative})["id"] for name in NAMES]
    crate_type = post("/v1/crate-types", {"name": "蓝筐"})["id"]
    post("/v1/tares", {"crate_type": crate_type, "tare_mg": 1900000})
    sources = [{"grower": grower, "share_ppm": part} for grower, part in zip(growers, PARTS)]
    delivery = post("/v1/deliveries", {"cooperative": cooperative, "product": product, "vehicle": "渝F00A21",
                                       "certificate_received": True, "sources": sources,
                                       "crate_loans": [{"crate_type": crate_type, "lent": 40, "returned": 38}]})
    lot = delivery["lots"][0]["id"]
    crates = [post("/v1/weighings", {"lot": lot, "typed": True, "gross_mg": gross, "crate_type": crate_type,
                                     "reason": "秤坏了"})["id"] for gross in (21900000, 21950000, 31900000)]
    post(f"/v1/weighings/{crates[1]}/void", {"reason": "not-emptied"})
    post("/v1/deductions", {"lot": lot, "kind": "percent", "ppm": 15000, "reason": "water"})
    post("/v1/deductions", {"lot": lot, "kind": "mass", "mg": 250000, "reason": "other", "text": "压坏"})
    return delivery, crates


class Slip(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        station.need(os.environ["GUOZHAND"], "zbarimg", "pdftotext")
        cls.station = station.Station()
        cls.addClassCleanup(cls.station.__exit__)
        cls.station.start()
        cls.face = cls.station.face()
        cls.delivery, cls.crates = set_up(cls.face)
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.key = cls.face.rows("/v1/events?limit=1")[0]["public"]["data"]["vkey"]

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def slip(self, *arguments, refused=None):
        done = self.station.ctl("slip", self.delivery["no"], *arguments)
        self.assertEqual(done.returncode, 1 if refused else 0, done.stderr)
        if refused:
            self.assertIn(refused, done.stderr)

    def text(self):
        self.slip("--preview", "--to", "pdf", "--out", self.path("slip.pdf"))
        return subprocess.run(["pdftotext", "-layout", self.path("slip.pdf"), "-"], capture_output=True, text=True,
                              check=True, timeout=station.WAIT_S).stdout

    def code(self):
        self.slip("--preview", "--to", "png", "--out", self.path("slip.png"))
        return subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", self.path("slip.png")], capture_output=True,
                              text=True, timeout=station.WAIT_S).stdout

    def verify(self, note, key=None):
        return self.station.ctl("slip", "verify", "--key", key or self.key, stdin=note)

    def test_a_day(self):
        """One story: preview, refusals, first, again, corrected."""
        text = self.text()
        self.assertIn("预览 未签发", text)
        self.assertEqual(self.code(), "")
        self.slip(refused="open")
        self.face.post(f"/v1/deliveries/{self.delivery['id']}/close")
        self.first()
        self.again()
        self.corrected()

    def first(self):
        self.slip("--to", "png", "--out", self.path("first.png"))
        text = self.text()
        for said in ("模拟 样张", "大河镇选果中心", self.delivery["no"], "青山合作社", "陈大山", "渝F00A21", "已收",
                     "作废：未卸净", "手工：秤坏了", "毛 53.80 − 皮 3.80 = 净 50.00 kg", "结算重", "49.00 kg",
                     "水分 1.5 %，四舍五入到 0.05 kg", "其他（压坏），按重量", "蓝筐 借出 40 还回 38", "以秤台显示为准",
                     "交果人", "司磅员"):
            self.assertIn(said, text)
        self.assertNotIn("补打", text)
        self.assertNotIn("更正", text)
        shares = re.findall(r"(\d+\.\d{3,6}) +(\d+\.\d{3,6})\n", text)
        self.assertEqual([sum(int(part.replace(".", "")) for part in column) for column in zip(*shares)],
                         [50000000, 49000000], text)
        note = self.code()
        answer = self.verify(note)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        head, number, sums, log = answer.stdout.splitlines()
        self.assertEqual((head, number.split()[0]), ("guozhan-slip/1", self.delivery["no"]))
        self.assertEqual(sums, "2 53800000 3800000 50000000 49000000")
        self.assertIn(f"{log.split()[0]} 条 · 根 {log.split()[1]}", text)
        self.assertEqual(self.verify(note.replace("50000000", "51000000", 1)).returncode, 1)
        self.assertEqual(self.verify(note, "x").returncode, 1)

    def again(self):
        self.slip(refused="reason")
        self.slip("--reason", "雨淋了", "--to", "pdf", "--out", self.path("again.pdf"))
        text = self.text()
        self.assertIn("补打 1", text)
        self.assertIn("雨淋了", text)

    def corrected(self):
        self.face.post(f"/v1/weighings/{self.crates[2]}/void", {"reason": "duplicate"})
        self.assertIn("预览 未签发", self.text())
        self.slip("--to", "pdf", "--out", self.path("corrected.pdf"))
        text = self.text()
        self.assertIn("更正 2", text)
        self.assertIn("净 20.00 kg", text)
        told = [row for row in self.face.rows("/v1/exceptions") if row["what"] == "delivery" and row["kind"] == "reprint"]
        self.assertEqual([row["reason"] for row in told], ["雨淋了", None])
        listed = self.station.json("slip", "list", self.delivery["no"])
        self.assertEqual([row["kind"] for row in listed], ["correction", "reprint", "first"])
        self.assertEqual([row["copy"] for row in listed], [3, 2, 1])

    def test_roll(self):
        """One bit, as wide as the head of an 80 mm printer; the page is as wide as its paper."""
        self.code()
        with open(self.path("slip.png"), "rb") as png:
            head = png.read(26)
        self.assertEqual(int.from_bytes(head[16:20], "big"), 576)
        self.assertEqual(head[24], 1)
        self.text()
        info = subprocess.run(["pdfinfo", self.path("slip.pdf")], capture_output=True, text=True, check=True,
                              timeout=station.WAIT_S).stdout
        self.assertRegex(info, r"Page size: +226\.\d+ x ")


if __name__ == "__main__":
    unittest.main()
