#!/usr/bin/env python3
"""Labels through CUPS, a real one of our own with a raw queue to a simulated printer: each is drawn once, and stays "sent",
since nothing comes back that would prove it; an unknown queue is named."""
import glob
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.environ["SOURCE_ROOT"], "tests"))
import station  # noqa: E402

WAIT_S = 240
LABELS = 4
CONFIGURATION = """Listen 127.0.0.1:{port}
Browsing Off
DefaultAuthType None
<Location />
Allow all
</Location>
<Location /admin>
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
FILES = """ServerRoot {top}/etc
RequestRoot {top}/spool
TempDir {top}/spool/tmp
CacheDir {top}/cache
StateDir {top}/state
AccessLog {top}/access
ErrorLog {top}/error
PageLog {top}/page
User lp
Group lp
"""


def until(what, condition):
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(what)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Cups:
    """A cupsd in a folder of its own."""

    def __init__(self, device):
        self.top = tempfile.mkdtemp(prefix="guozhan-cups-")
        self.port = free_port()
        for folder in ("etc/ppd", "spool/tmp", "cache", "state"):
            os.makedirs(os.path.join(self.top, folder))
        for name, text in (("cupsd.conf", CONFIGURATION), ("cups-files.conf", FILES)):
            with open(os.path.join(self.top, "etc", name), "w", encoding="ascii") as file:
                file.write(text.format(top=self.top, port=self.port))
        subprocess.run(["chown", "-R", "lp:lp", self.top], check=True)
        os.chmod(self.top, 0o755)
        self.daemon = subprocess.Popen(["/usr/sbin/cupsd", "-f", "-c", f"{self.top}/etc/cupsd.conf", "-s",
                                        f"{self.top}/etc/cups-files.conf"])
        self.server = f"127.0.0.1:{self.port}"
        until("cupsd answers", lambda: "is running" in self.run("lpstat", "-r").stdout)
        self.run("lpadmin", "-p", "zebra", "-E", "-v", device, "-m", "raw", check=True)

    def run(self, *command, check=False):
        return subprocess.run(command, env=dict(os.environ, CUPS_SERVER=self.server, LC_ALL="C"), capture_output=True,
                              text=True, check=check)

    def end(self):
        self.daemon.terminate()
        self.daemon.wait(30)
        shutil.rmtree(self.top, ignore_errors=True)


class Queue(unittest.TestCase):
    def setUp(self):
        self.paper = tempfile.mkdtemp(prefix="guozhan-paper-")
        self.printer = subprocess.Popen([os.environ["GUOZHANCTL"], "--json", "sim", "zpl", "--listen", "127.0.0.1:0", "--out",
                                         self.paper], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        address = json.loads(self.printer.stdout.readline())["address"]     # tcp:127.0.0.1:PORT
        self.cups = Cups("socket://" + address[len("tcp:"):])
        self.station = station.Station()
        self.station.environment["CUPS_SERVER"] = self.cups.server
        self.station.start()
        self.station.ctl("demo", "--crates", "20", check=True)
        self.face = self.station.face("陈立新", "9999")

    def tearDown(self):
        self.face.close()
        self.station.__exit__()
        self.cups.end()
        self.printer.terminate()
        self.printer.wait(30)
        for pipe in (self.printer.stdin, self.printer.stdout):
            pipe.close()
        shutil.rmtree(self.paper, ignore_errors=True)

    def pictures(self):
        return glob.glob(os.path.join(self.paper, "*.png"))

    def line(self, name):
        return next((row for row in self.face.rows("/v1/devices/states") if row["name"] == name), {})

    def test_labels(self):
        self.face.post("/v1/devices", {"name": "Queue", "kind": "printer", "address": "cups:zebra", "language": "zpl"})
        lot = next(row for row in self.face.rows("/v1/lots?kind=harvest") if row["left_mg"] > LABELS * 5000000)
        packed = self.face.post("/v1/cases", {"lot": lot["id"], "grade_class": "first", "nominal_mg": 5000000,
                                              "count": LABELS})["cases"]
        until("each is sent", lambda: {row["label_state"] for row in self.cases()} == {"sent"})
        self.assertGreaterEqual({row["serial"] for row in self.cases()}, {case["serial"] for case in packed})
        until("each is on paper", lambda: len(self.pictures()) >= len(self.cases()))
        self.assertEqual(len(self.pictures()), len(self.cases()))
        self.assertIn("does not answer", self.line("Queue")["error"])
        self.assertIsNone(self.line("Queue")["stands"])

    def cases(self):
        """Also those that the demo packed: their labels waited for a printer."""
        return [row for lot in self.face.rows("/v1/lots?kind=pack") for row in self.face.rows(f"/v1/cases?lot={lot['id']}")
                if not row["void"]]

    def test_unknown_queue(self):
        self.face.post("/v1/devices", {"name": "Nowhere", "kind": "printer", "address": "cups:nowhere", "language": "zpl"})
        lot = next(row for row in self.face.rows("/v1/lots?kind=harvest") if row["left_mg"] > 5000000)
        self.face.post("/v1/cases", {"lot": lot["id"], "grade_class": "first", "nominal_mg": 5000000, "count": 1})
        until("it is named", lambda: "nowhere" in (self.line("Nowhere").get("error") or ""))
        self.assertEqual(self.line("Nowhere")["state"], "lost")
        with self.assertRaisesRegex(Exception, "cups:QUEUE"):
            self.face.post("/v1/devices", {"name": "Bad", "kind": "printer", "address": "cups:a b", "language": "zpl"})


if __name__ == "__main__":
    missing = [tool for tool in ("cupsd", "lpadmin", "lpstat", "/usr/lib/cups/backend/socket")
               if shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin") is None]
    if missing or os.geteuid() != 0:
        print("skipped:", "missing " + " ".join(missing) if missing else "cupsd is started by root only")
        sys.exit(77)
    unittest.main()
