#!/usr/bin/env python3
"""A station with a season in it (GUOZHAN_BENCH_CRATES, 8,000 where it is not set) against the same station with eight
crates, and against peers in the same run: start and memory, a rebuild against re-inserting the same rows, appending while
reports are read, the WAL they leave, a public page against nginx with the same bytes in a file. Asserts nothing.
"""
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


def fill(it, crates):
    it.start()
    subprocess.run([os.environ["GUOZHANCTL"], "demo", "--crates", str(crates)], env=it.environment, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds, said = start(it)
    return seconds, memory_mb(it), said


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
    wal = os.path.getsize(it.database + "-wal") / os.path.getsize(it.database)
    print(f"appending beside two readers of reports: {beside / max(alone, 1):.2f} of alone; WAL {wal:.2f} of the file")


def requests(url):
    done = subprocess.run(["wrk", "-t1", "-c4", f"-d{SECONDS}s", url], capture_output=True, text=True, check=True)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))


def pages(it, base):
    if not shutil.which("wrk") or not shutil.which("nginx"):
        print("public page: wrk or nginx is not installed")
        return
    face = it.face("陈立新", "9999")
    party = face.rows("/v1/yields?by=cooperative")[0]["cooperative"]
    link = re.sub(r"^https?://[^/]+", base, face.post("/v1/links", {"party": party})["url"])
    case = re.sub(r"^https?://[^/]+", base, face.get(f"/v1/cases/{face.rows('/v1/cases')[0]['serial']}")["uri"])
    face.close()
    with open(os.path.join(it.folder, "nginx.conf"), "w", encoding="utf-8") as conf:
        conf.write(NGINX.format(it.folder, 18484))
    peer = subprocess.Popen(["nginx", "-p", it.folder, "-c", conf.name])
    try:
        for name, url in (("cooperative's page", link), ("case's page", case)):
            with urllib.request.urlopen(url) as answer, open(os.path.join(it.folder, "page.html"), "wb") as page:
                page.write(answer.read())
            ratio = requests(url) / requests("http://127.0.0.1:18484/page.html")
            print(f"{name}: {ratio:.4f} of nginx with the same bytes in a file")
    finally:
        peer.terminate()
        peer.wait()


def main():
    with station.Station() as small, station.Station() as it:
        base_s, base_mb, _ = fill(small, 8)
        seconds, megabytes, said = fill(it, CRATES)
        print(f"{CRATES} crates against 8: start {seconds / base_s:.2f}, memory {megabytes / base_mb:.2f}")
        append_beside_reports(it)
        pages(it, said["pages"])
        rebuild(it)
    return 0


sys.exit(main())
