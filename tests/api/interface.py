#!/usr/bin/env python3
"""openapi.json is held against the server: every verb, every field of a body, every answer of a working day,
every refusal's word."""
import glob
import json
import os
import re
import subprocess
import unittest

import daemon
import schema
import working_day

ROOT = os.environ["SOURCE_ROOT"]
# said by a client, or by a daemon that does not start: no answer carries them
NOT_ANSWERS = {"database-unreadable", "database-newer", "database-damaged", "database-in-use", "folder-read-only",
               "port-taken", "exists"}
# told by the state of a scale, not by a call (weighing/scale-state.c)
CODE = re.compile(r'guo_(?:refuse|request_refuse_as|failure_set)\s*\([^;"]*?"([a-z][a-z-]+)"')

with open(os.path.join(ROOT, "station/api/openapi.json"), encoding="utf-8") as text:
    DOCUMENT = json.load(text)
VALIDATOR = schema.Validator(DOCUMENT)


def operation(method, path):
    return DOCUMENT["paths"].get(path, {}).get(method.lower())


def body_schema(method, path):
    return operation(method, path)["requestBody"]["content"]["application/json"]["schema"]


class Verbs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.verbs = json.loads(subprocess.run([os.environ["LIST_VERBS"]], capture_output=True, check=True,
                                              timeout=daemon.WAIT_S).stdout)

    def test_every_verb_is_described_and_no_other(self):
        there = {(verb["method"], verb["path"]) for verb in self.verbs} | {("GET", "/v1/live")}
        described = {(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods}
        self.assertEqual(there, described)

    def test_kind_and_role(self):
        for verb in self.verbs:
            described = operation(verb["method"], verb["path"])
            with self.subTest(verb["method"] + " " + verb["path"]):
                self.assertEqual((described["x-kind"], described["x-role"]), (verb["kind"], verb["role"]))
                names = [parameter.get("$ref") for parameter in described.get("parameters", [])]
                self.assertEqual("#/components/parameters/CommandId" in names, verb["kind"] == "command")

    def test_bodies_have_the_fields_that_are_checked(self):
        for verb in self.verbs:
            if verb["method"] == "POST":
                with self.subTest(verb["path"]):
                    self.same_fields(verb["fields"], body_schema("POST", verb["path"]))

    def same_fields(self, fields, described):
        properties = {name: value for name, value in described["properties"].items() if name != "approver"}
        self.assertEqual(fields.keys(), properties.keys())
        self.assertEqual({name for name, field in fields.items() if field["required"]},
                         set(described.get("required", [])))
        for name, field in fields.items():
            if "choices" in field:
                self.assertEqual(field["choices"], properties[name]["enum"])
            if "fields" in field:
                self.same_fields(field["fields"], properties[name].get("items", properties[name]))


class Answers(unittest.TestCase):
    def test_a_working_day(self):
        answered = set()
        with daemon.Daemon(practice=True) as station:
            station.log_in_supervisor()

            def ask(method, template, body, parts, query):
                return self.checked(station, answered, (method, template, body, parts, query))

            working_day.Day(ask).run()
            self.live_lines(station)
        described = {(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods}
        left = described - answered - {("GET", "/v1/live"), ("POST", "/v1/login")}
        # a label that is in doubt needs a printer that breaks: tests/label has one; life.py has a rebuild
        self.assertEqual(left, {("POST", "/v1/print-jobs/{id}/settle"), ("POST", "/v1/printers/{id}/resume"),
                                ("GET", "/v1/printers/{id}/behind"),
                                ("POST", "/v1/rebuild")})

    def checked(self, station, answered, request):
        method, template, body, parts, query = request
        if method == "POST":
            VALIDATOR.check(body_schema(method, template), body)
        answer = station.ask(method, template.format(**parts) + query, body)
        answered.add((method, template))
        if answer.status != 200:
            VALIDATOR.check(DOCUMENT["components"]["schemas"]["Error"], answer.json, template)
            return None
        wanted = operation(method, template)["responses"]["200"]["content"]
        kind = answer.headers["Content-Type"]
        self.assertIn(kind, wanted)
        if kind != "application/json":
            return answer.bytes
        VALIDATOR.check(wanted[kind]["schema"], answer.json, f"{method} {template}")
        return answer.json

    def live_lines(self, station):
        line_schema = DOCUMENT["components"]["schemas"]["LiveLine"]
        connection = daemon.UnixConnection(station.socket)
        connection.request("GET", "/v1/live")
        lines = connection.getresponse()
        topics = set()
        while not {"weight", "devices", "events", "grade"} <= topics:
            line = json.loads(lines.readline())
            VALIDATOR.check(line_schema, line, "live")
            topics.add(line.get("topic"))
        connection.close()


class Words(unittest.TestCase):
    def test_every_refusal_is_in_the_document(self):
        described = set(DOCUMENT["components"]["schemas"]["Code"]["enum"])
        used = {}
        for path in glob.glob(os.path.join(ROOT, "station/**/*.c"), recursive=True):
            if "/client/" in path or "/cli/" in path:
                continue
            with open(path, encoding="utf-8") as source:
                for code in CODE.findall(source.read()):
                    used.setdefault(code, os.path.relpath(path, ROOT))
        unknown = {code: path for code, path in used.items() if code not in described | NOT_ANSWERS}
        self.assertEqual(unknown, {})


daemon.main()
