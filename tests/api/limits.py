#!/usr/bin/env python3
"""What the server refuses, byte by byte, and what the public port shows."""
import unittest

import daemon

GET = b"GET /v1/users HTTP/1.1\r\nHost: station\r\n"
POST = b"POST /v1/login HTTP/1.1\r\nHost: station\r\n"
END = b"\r\n"

# name, bytes, status (None: closed without an answer), code
CASES = [
    ("plain", GET + END, 200, None),
    ("head", GET.replace(b"GET", b"HEAD") + END, 200, None),
    ("no-host", b"GET /v1/users HTTP/1.1\r\n\r\n", 400, None),
    ("no-host-1.0", b"GET /v1/users HTTP/1.0\r\n\r\n", 400, "bad-request"),
    ("two-hosts", GET + b"Host: other\r\n" + END, 400, "bad-request"),
    ("two-lengths", POST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400, None),
    ("length-negative", POST + b"Content-Length: -5\r\n\r\n", 400, None),
    ("length-plus", POST + b"Content-Length: +2\r\n\r\n{}", 400, None),
    ("length-letters", POST + b"Content-Length: 2x\r\n\r\n{}", 400, None),
    ("length-overflow", POST + b"Content-Length: 99999999999999999999999\r\n\r\n", 413, None),
    ("too-large", POST + b"Content-Length: 2000000\r\n\r\n", 413, "too-large"),
    ("too-large-expect", POST + b"Content-Length: 2000000\r\nExpect: 100-continue\r\n\r\n", 413, "too-large"),
    ("get-with-body", GET + b"Content-Length: 2\r\n\r\n{}", 413, "too-large"),
    ("chunked", POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 411, "length-needed"),
    ("chunked-and-length", POST + b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}", 411, None),
    ("space-before-colon", GET + b"Name : x\r\n" + END, 400, None),
    ("no-colon", GET + b"Name\r\n" + END, 400, None),
    ("method-unknown", GET.replace(b"GET", b"FOO") + END, 405, "wrong-method"),
    ("method-options", GET.replace(b"GET", b"OPTIONS") + END, 405, "wrong-method"),
    ("path-unknown-with-body", POST.replace(b"/login", b"/nothing") + b"Content-Length: 60000\r\n\r\n" + b" " * 60000,
     404, "no-such-path"),
    ("path-unknown", GET.replace(b"/users", b"/nothing") + END, 404, "no-such-path"),
    ("path-dots", GET.replace(b"/v1/users", b"/v1/../v1/users") + END, 404, "no-such-path"),
    ("path-dots-encoded", GET.replace(b"/v1/users", b"/%2e%2e/v1/users") + END, 404, "no-such-path"),
    ("path-double-slash", GET.replace(b"/v1/users", b"/v1//users") + END, 404, "no-such-path"),
    ("path-nul", GET.replace(b"/users", b"/users%00x") + END, 404, "no-such-path"),
    ("path-not-utf8", GET.replace(b"/users", b"/%ff") + END, 404, "no-such-path"),
    ("part-not-utf8", POST.replace(b"/login", b"/users/%ff") + b"Content-Length: 2\r\n\r\n{}", 404, "no-such-path"),
    ("query-not-utf8", GET.replace(b"/users", b"/users?q=%ff") + END, 400, "bad-request"),
    ("url-too-long", GET.replace(b"/users", b"/" + b"x" * 40000) + END, 414, None),
    ("headers-too-long", GET + b"Name: " + b"x" * 40000 + b"\r\n" + END, 431, None),
    ("headers-too-many", GET + b"".join(b"N%d: %s\r\n" % (i, b"x" * 60) for i in range(700)) + END, 431, None),
    ("body-empty", POST + b"Content-Length: 0\r\n\r\n", 400, "bad-field"),
    ("body-no-json", POST + b"Content-Length: 3\r\n\r\n{x}", 400, "bad-json"),
    ("body-array", POST + b"Content-Length: 2\r\n\r\n[]", 400, "bad-json"),
    ("body-twice-same-key", POST + b'Content-Length: 17\r\n\r\n{"pin":1,"pin":2}', 400, "bad-json"),
    ("body-not-utf8", POST + b'Content-Length: 11\r\n\r\n{"pin":"\xff"}', 400, "bad-json"),
    ("no-command-id", b"POST /v1/checkpoint HTTP/1.1\r\nHost: s\r\nContent-Length: 2\r\n\r\n{}", 400,
     "command-id-missing"),
    ("bad-command-id", b"POST /v1/checkpoint HTTP/1.1\r\nHost: s\r\nCommand-Id: 12\r\nContent-Length: 2\r\n\r\n{}",
     400, "command-id-missing"),
]

PRIVATE = ["/v1/status", "/v1/users", "/v1/live", "/v1/deliveries", "/", "/v1/", "/01", "/c/", "/../v1/users",
           "/01/../v1/users", "/%2e%2e/v1/users", "//v1/users", "/v1/users%00", "/V1/users", "/.git/config", "/p/", "/p/../key",
           "/p/%2e%2e/%2e%2e/key", "/p/" + 64 * "0", "/v1/pictures/" + 64 * "0"]


class Limits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = daemon.Daemon().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.daemon.__exit__(None, None, None)

    def test_table(self):
        for name, data, status, code in CASES:
            with self.subTest(name):
                answer = self.daemon.raw(data)
                self.assertIsNotNone(answer, "no answer at all")
                self.assertEqual(answer.status, status)
                if code is not None:
                    self.assertEqual(answer.code, code)

    def test_http_09_is_refused(self):
        answer = self.daemon.raw(b"GET /v1/users\r\n\r\n", end=True)
        self.assertTrue(answer is None or answer.status == 400)

    def test_wrong_method_says_which(self):
        answer = self.daemon.ask("DELETE", "/v1/users")
        self.assertEqual((answer.status, answer.headers["Allow"]), (405, "GET, HEAD, POST"))

    def test_head_has_no_body(self):
        answer = self.daemon.ask("HEAD", "/v1/users")
        self.assertEqual((answer.status, answer.bytes), (200, b""))

    def test_public_port_shows_public_routes_only(self):
        for path in PRIVATE:
            with self.subTest(path):
                answer = self.daemon.fetch(path)
                self.assertEqual(answer.status, 404)
                self.assertNotIn(b'"rows"', answer.bytes)
                self.assertNotIn("Guozhan-Pages", answer.headers)

    def test_public_port_takes_no_change(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            with self.subTest(method):
                self.assertEqual(self.daemon.fetch("/v1/users", method).status, 405)
                self.assertEqual(self.daemon.fetch("/c/x", method).status, 405)

    def test_resolver_description_is_public(self):
        self.assertEqual(self.daemon.fetch("/.well-known/gs1resolver").status, 200)
        self.assertEqual(self.daemon.get("/.well-known/gs1resolver").status, 200)

    def test_goes_on_after_all_that(self):
        self.assertEqual(self.daemon.get("/v1/status").status, 200)


daemon.main()
