#!/usr/bin/env python3
"""Weighings through the daemon's socket, one and eight clients, against one bare indexed INSERT, in the same run.

Each is durable (WAL, synchronous=FULL) before it is answered. The clients are Python and share the processors with the
daemon: the ratio is a lower bound. Asserts nothing.
"""
import os
import sqlite3
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import station  # noqa: E402

SECONDS = 4


def bare(folder):
    """Rows a second, one a transaction."""
    connection = sqlite3.connect(os.path.join(folder, "bare.db"), isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                             "CREATE TABLE t(n INTEGER PRIMARY KEY, lot INT, gross INT); CREATE INDEX t_lot ON t(lot);")
    done, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        connection.execute("INSERT INTO t(lot, gross) VALUES(?, ?)", (done % 10, done))
        done += 1
    connection.close()
    return done / SECONDS


def weigh(it, lot, scale, until, times):
    face = it.face("王芳", "1111")
    while time.monotonic() < until:
        began = time.monotonic()
        face.post("/v1/weighings", {"lot": lot, "scale": scale, "simulated_mg": 20000000})
        times.append(time.monotonic() - began)
    face.close()


def through_socket(it, lot, scale, clients):
    times, until = [], time.monotonic() + SECONDS
    threads = [threading.Thread(target=weigh, args=(it, lot, scale, until, times)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return len(times) / SECONDS, times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000


def main():
    with station.Station() as it:
        it.start()
        it.ctl("demo", "--crates", "4", check=True)
        face = it.face("王芳", "1111")
        cooperative = face.rows("/v1/parties?kind=cooperative")[0]["id"]
        grower = face.rows(f"/v1/parties?kind=grower&cooperative={cooperative}")[0]["id"]
        product = face.rows("/v1/products")[0]["id"]
        lot = face.post("/v1/deliveries", {"cooperative": cooperative, "product": product,
                                           "certificate_received": True,
                                           "sources": [{"grower": grower}]})["lots"][0]["id"]
        scale = next(row["id"] for row in face.rows("/v1/devices") if row["kind"] == "scale")
        face.close()
        base = bare(it.folder)
        print(f"bare indexed INSERT: {base:.0f} a second")
        for clients in (1, 8):
            rate, p50, p99 = through_socket(it, lot, scale, clients)
            print(f"through the socket, {clients} clients: {rate:.0f} a second, ratio {rate / base:.2f}, "
                  f"p50 {p50:.1f} ms, p99 {p99:.1f} ms")
    return 0


sys.exit(main())
