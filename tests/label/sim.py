#!/usr/bin/env python3
"""guozhanctl label render → guozhanctl sim in each language: what comes out as PNG is read by zbar, and the paper ends."""
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

CTL = os.environ["GUOZHANCTL"]
URI = "https://trace.example.cn/01/09521234500018/10/60716-014/21/6A{:06d}K7QX"
LABELS = 3


def render(language, folder):
    path = os.path.join(folder, "labels.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("product,grade_class,net_content,origin,packed_on,lot,number,serial,uri\n")
        for i in range(LABELS):
            file.write(f"脆李,特级,5 kg,曲尺乡,2026-07-16,60716-014,{i:06d},6A{i:06d}K7QX,{URI.format(i)}\n")
    return subprocess.run([CTL, "label", "render", "--template", "case-60x40", "--to", language, path],
                          capture_output=True, check=True, timeout=60).stdout


class Sim:
    def __init__(self, language, scenario, out):
        self.process = subprocess.Popen([CTL, "--json", "sim", language, "--scenario", scenario, "--out", out],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self.process.stdout.readline())["port"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()

    def send(self, data):
        """Sends all and waits for the printer to be done with it."""
        with socket.create_connection(("127.0.0.1", self.port), 30) as link:
            link.sendall(data)
            link.shutdown(socket.SHUT_WR)
            while link.recv(4096):
                pass

    def control(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()


def pictures(folder):
    return sorted(glob.glob(os.path.join(folder, "*.png")))


def scan(paths):
    done = subprocess.run(["zbarimg", "-q", "--raw", "--nodbus", *paths], capture_output=True, text=True, timeout=60)
    return done.stdout.split()


class Printers(unittest.TestCase):
    def check(self, language):
        with tempfile.TemporaryDirectory() as folder:
            labels = render(language, folder)
            out = os.path.join(folder, "out")
            with Sim(language, f"paper-out:{LABELS - 1}", out) as sim:
                sim.send(labels)
                self.assertEqual(scan(pictures(out)), [URI.format(i) for i in range(LABELS - 1)])
                sim.control("paper in")
                deadline = time.monotonic() + 30
                while len(pictures(out)) < LABELS and time.monotonic() < deadline:
                    time.sleep(0.02)
                time.sleep(0.2) # the file is there before its last byte
                self.assertEqual(scan(pictures(out)), [URI.format(i) for i in range(LABELS)])

    def test_zpl(self):
        self.check("zpl")

    def test_tspl(self):
        self.check("tspl")

    def test_escpos(self):
        self.check("escpos")


if __name__ == "__main__":
    if shutil.which("zbarimg") is None:
        sys.exit(77)
    unittest.main()
