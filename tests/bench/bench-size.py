#!/usr/bin/env python3
"""A station with a season in it (GUOZHAN_BENCH_CRATES, 8,000 where it is not set; or a copy of GUOZHAN_BENCH_FILE, which
`guozhanctl demo` made) against the same station with eight crates, and against peers in the same run: start and memory,
every list, report and page, appending while reports are read and the WAL that they leave, a public page against nginx with
the same bytes in a file, a rebuild against re-inserting the same rows. Asserts nothing.
"""
import glob
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import station  # noqa: E402

CRATES = int(os.environ.get("GUOZHAN_BENCH_CRATES", "8000"))
FILE = os.environ.get("GUOZHAN_BENCH_FILE")
TIMES = 5
LISTS = ("status", "centre", "users", "villages", "parties", "plots", "products", "brands", "crate-types", "tares",
         "devices", "deliveries", "lots", "inputs", "crate-loans", "weighings", "vehicle-weighings", "deductions",
         "exceptions", "cases", "print-jobs", "links", "events")
KEYS = ("day", "cooperative", "village", "grower", "product", "variety")
SECONDS = 4
NGINX = """daemon off; worker_processes 1; pid {0}/nginx.pid; error_log stderr crit; events {{}}
http {{ access_log off; default_type text/html; client_body_temp_path {0}/b; proxy_temp_path {0}/p;
fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; scgi_temp_path {0}/s;
server {{ listen 127.0.0.1:{1}; root {0}; }} }}
"""


def memory_mb(it):
    with open(f"/proc/{it.daemon.pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def start(it):
    """Seconds until it says that it is ready, and its line."""
    it.stop()
    began = time.monotonic()
    said = it.start()
    return time.monotonic() - began, said


def fill(it, crates, file=None):
    if file:
        shutil.copy(file, it.database)
        shutil.copy(file + ".d/key", it.database + ".d/key")
    it.start()
    if not file:
        subprocess.run([os.environ["GUOZHANCTL"], "demo", "--crates", str(crates)], env=it.environment, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds, said = start(it)
    return seconds, memory_mb(it), said


def cpu_ms(it):
    """Of all its threads, to the microsecond."""
    spent = 0
    for path in glob.glob(f"/proc/{it.daemon.pid}/task/*/schedstat"):
        with open(path, encoding="ascii") as stat:
            spent += int(stat.read().split()[0])
    return spent / 1e6


def measure(it, name, ask):
    """The first time and the best, by the clock and in CPU of the daemon: others may work on this PC."""
    clock, cpu = [], []
    for _ in range(TIMES):
        began, spent = time.perf_counter(), cpu_ms(it)
        ask()
        clock.append(1000 * (time.perf_counter() - began))
        cpu.append(cpu_ms(it) - spent)
    print(f"  {name}: first {clock[0]:.1f} ms (CPU {cpu[0]:.1f}), best {min(clock):.1f} ms (CPU {min(cpu):.1f})")


def reports(season):
    for kind in ("", ".csv", ".pdf"):
        for key in KEYS if kind != ".pdf" else KEYS[1:]:
            yield f"yields{kind}?by={key}&season={season}"
            yield f"yields{kind}?by={key}&season={season}&against={season - 1}"
    for chart in ("days", "shares", "seasons"):
        yield f"yields.svg?chart={chart}&by=cooperative&season={season}"


def links(it, base):
    face = it.face("陈立新", "9999")
    row = max(face.rows("/v1/yields?by=cooperative"), key=lambda row: row["net_mg"] or 0)
    link = re.sub(r"^https?://[^/]+", base, face.post("/v1/links", {"party": row["cooperative"]})["url"])
    cases = face.rows("/v1/cases?limit=1")
    delivery = face.rows(f"/v1/deliveries?cooperative={row['cooperative']}&limit=1")[0]
    pages = {"cooperative's page": link, "delivery's page": f"{link}?delivery={delivery['id']}"}
    if cases:  # a season packs on its last days
        uri = re.sub(r"^https?://[^/]+", base, face.get(f"/v1/cases/{cases[0]['serial']}")["uri"])
        pages |= {"case's page": uri, "pack lot's page": uri.rsplit("/21/", 1)[0]}
    face.close()
    return pages


def read(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def tour(it, base):
    """Everything that can be read, and what it leaves in memory."""
    face = it.face("陈立新", "9999")
    season = max(row["season"] for row in face.rows("/v1/yields?by=season"))
    delivery = face.rows("/v1/deliveries?limit=1")[0]
    for path in (*LISTS, f"deliveries/{delivery['id']}", f"lots/{delivery['lots'][0]['id']}", *reports(season)):
        measure(it, path, lambda path=path: face.get("/v1/" + path))
    face.close()
    for name, url in links(it, base).items():
        measure(it, name, lambda url=url: read(url))
    print(f"memory after all that: {memory_mb(it):.0f} MB")


def reinsert(it):
    """Rows a second of the same events into an empty table of the same shape."""
    with sqlite3.connect(it.database) as source:
        rows = source.execute("SELECT n, public FROM event").fetchall()
        privates = source.execute("SELECT n, audience, body FROM event_private").fetchall()
    peer = sqlite3.connect(os.path.join(it.folder, "peer.db"))
    peer.execute("CREATE TABLE event(n INTEGER PRIMARY KEY, public TEXT)")
    peer.execute("CREATE TABLE event_private(n INT, audience INT, body TEXT, PRIMARY KEY(n, audience)) WITHOUT ROWID")
    began = time.monotonic()
    with peer:
        peer.executemany("INSERT INTO event VALUES(?, ?)", rows)
        peer.executemany("INSERT INTO event_private VALUES(?, ?, ?)", privates)
    seconds = time.monotonic() - began
    peer.close()
    return len(rows) / seconds, len(rows)


def rebuild(it):
    peer, events = reinsert(it)
    began = time.monotonic()
    it.ctl("rebuild", check=True, user="陈立新", pin="9999")
    rate = events / (time.monotonic() - began)
    print(f"rebuild: {rate / peer:.3f} of re-inserting the {events} events, daemon running")


def wal_mb(it):
    return os.path.getsize(it.database + "-wal") / 1e6


def append(it, until):
    face, done = it.face("陈立新", "9999"), 0
    while time.monotonic() < until:
        face.post("/v1/villages", {"name": f"村{time.monotonic_ns()}"})
        done += 1
    face.close()
    return done


def report(it, until):
    face = it.face()
    while time.monotonic() < until:
        face.get("/v1/yields?by=day,grower")
    face.close()


def append_beside_reports(it):
    alone = append(it, time.monotonic() + SECONDS)
    until = time.monotonic() + SECONDS
    readers = [threading.Thread(target=report, args=(it, until)) for _ in range(2)]
    for reader in readers:
        reader.start()
    beside = append(it, until)
    for reader in readers:
        reader.join()
    print(f"appending beside two readers of reports: {beside / max(alone, 1):.2f} of alone; WAL at most {wal_mb(it):.1f} MB "
          f"after {alone + beside} commits")  # the file of a WAL never shrinks while it is open


def requests(url):
    done = subprocess.run(["wrk", "-t1", "-c4", f"-d{SECONDS}s", url], capture_output=True, text=True, check=True)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))


def pages(it, base):
    if not shutil.which("wrk") or not shutil.which("nginx"):
        print("public page: wrk or nginx is not installed")
        return
    with open(os.path.join(it.folder, "nginx.conf"), "w", encoding="utf-8") as conf:
        conf.write(NGINX.format(it.folder, 18484))
    peer = subprocess.Popen(["nginx", "-p", it.folder, "-c", conf.name])
    try:
        for name, url in links(it, base).items():
            with open(os.path.join(it.folder, "page.html"), "wb") as page:
                page.write(read(url))
            ratio = requests(url) / requests("http://127.0.0.1:18484/page.html")
            print(f"{name}: {ratio:.4f} of nginx with the same bytes in a file")
    finally:
        peer.terminate()
        peer.wait()


def main():
    with station.Station() as small, station.Station() as it:
        base_s, base_mb, _ = fill(small, 8)
        seconds, megabytes, said = fill(it, CRATES, FILE)
        print(f"{FILE or CRATES} against 8 crates: start {seconds / base_s:.2f} ({seconds:.2f} s), memory "
              f"{megabytes / base_mb:.2f} ({megabytes:.0f} MB)")
        tour(it, said["pages"])
        append_beside_reports(it)
        pages(it, said["pages"])
        rebuild(it)
    return 0


sys.exit(main())
