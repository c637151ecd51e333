#!/usr/bin/env python3
"""The way of a case label to the printer: guozhanctl label render to ZPL, TSPL, ESC/POS against CUPS' filters for a label
printer (gstoraster, then rastertolabel with CUPS' own Zebra description) on the same label at 203 dpi.

Bytes on the line for one label; time to the first label (a job of one) and work for a run of LABELS, by the clock and the
processor. CUPS begins with a PDF of ours, which is not counted. Prints figures and ratios; fails when nothing comes out.
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

LABELS = 100
ROUNDS = 3
SKIP = 77
FILTERS = "/usr/lib/cups/filter"
HEAD = "product,grade_class,net_content,diameter,origin,packed_on,lot,number,serial,uri"
OPTIONS = "PageSize=Custom.60x40mm Resolution=203dpi"


def write_data(path, labels):
    with open(path, "w", encoding="utf-8") as file:
        print(HEAD, file=file)
        for i in range(labels):
            serial = f"6A{i:06d}K7QX"
            print(f"脆李,特级,5 kg,38-42 mm,曲尺乡 青石坝村,2026-07-16,60716-014,{i:06d},{serial},"
                  f"https://trace.example.cn/01/09521234500018/10/60716-014/21/{serial}", file=file)


def render(folder, name, language, out):
    subprocess.run([os.environ["GUOZHANCTL"], "label", "render", "--template", "case-60x40", "--to", language, "--out", out,
                    name], cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=600)


def through_cups(folder, pdf, out, printer="zebra"):
    environment = dict(os.environ, PPD=os.path.join(folder, printer + ".ppd"))
    with open(os.path.join(folder, out), "wb") as file:
        raster = subprocess.Popen([f"{FILTERS}/gstoraster", "1", "user", "label", "1", OPTIONS, pdf], cwd=folder,
                                  env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        subprocess.run([f"{FILTERS}/rastertolabel", "1", "user", "label", "1", OPTIONS], cwd=folder, env=environment,
                       stdin=raster.stdout, stdout=file, stderr=subprocess.DEVNULL, check=True, timeout=600)
        raster.stdout.close()
        if raster.wait(60) != 0:
            raise RuntimeError("gstoraster failed")


def took(function, *arguments):
    """Best of ROUNDS: seconds of the clock, and of the processor."""
    best = None
    for _ in range(ROUNDS):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        function(*arguments)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        now = (time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        best = now if best is None or now[1] < best[1] else best
    return best


def missing_tools():
    return [tool for tool in ("ppdc", "gs", f"{FILTERS}/gstoraster", f"{FILTERS}/rastertolabel") if shutil.which(tool) is None]


def make_descriptions(folder):
    """CUPS' own of its sample printers, zebra.ppd among them."""
    subprocess.run(["ppdc", "-d", folder, "/usr/share/cups/drv/sample.drv"], check=True, stderr=subprocess.DEVNULL)


def main():
    missing = missing_tools()
    if missing:
        print("not there:", *missing)
        return SKIP
    with tempfile.TemporaryDirectory(prefix="guozhan-bench-") as folder:
        make_descriptions(folder)
        for name, labels in (("one", 1), ("run", LABELS)):
            write_data(os.path.join(folder, name + ".csv"), labels)
            render(folder, name + ".csv", "pdf", name + ".pdf")
        first, run = {}, {}
        first["cups"] = took(through_cups, folder, "one.pdf", "one.cups")
        run["cups"] = took(through_cups, folder, "run.pdf", "run.cups")
        for language in ("zpl", "tspl", "escpos"):
            first[language] = took(render, folder, "one.csv", language, "one." + language)
            run[language] = took(render, folder, "run.csv", language, "run." + language)
        size = {name: os.path.getsize(os.path.join(folder, "run." + name)) // LABELS for name in run}
        for name in run:
            print(f"{name}: {size[name]} bytes a label, first label {first[name][0]:.2f} s, {LABELS} labels {run[name][0]:.2f} s "
                  f"(processor {run[name][1]:.2f} s)")
        for name in ("zpl", "tspl", "escpos"):
            print(f"{name} against rastertolabel: {size['cups'] / size[name]:.1f} times fewer bytes, first label "
                  f"{first['cups'][0] / first[name][0]:.1f} times as soon, {run['cups'][1] / run[name][1]:.1f} times less work")
        return 0 if all(size.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
