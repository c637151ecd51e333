#!/usr/bin/python3
"""Every layout that is shipped agrees with the schema beside it; and what the schema refuses the program refuses too."""
import copy
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not there")
    sys.exit(77)

CTL = os.environ["GUOZHANCTL"]
LAYOUTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "station", "label", "layouts")


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


SCHEMA = read(os.path.join(LAYOUTS, "layout.schema.json"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SHIPPED = [path for path in sorted(glob.glob(os.path.join(LAYOUTS, "*.json"))) if not path.endswith(".schema.json")]


def program_takes(layout):
    """Whether the program reads it; no row of data, so that none is drawn."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "layout.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(layout, file)
        done = subprocess.run([CTL, "label", "render", "--template", path, "--check"], input="a\n", capture_output=True,
                              text=True, timeout=60)
    assert done.returncode in (0, 1), done
    return done.returncode == 0

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAYAAACzzX7wAAAAFElEQVR42mP4z8DwHxkzoAPaKwAAN8sf4f+vfRAAAAAASUVORK5CYII="


def every_item():
    """One item of each type, with every member that the schema knows for it."""
    values = {"png": PNG, "name": "a.png", "text": "{a}", "gtin": "{a}", "lot": "{a}", "date": "{a}", "if": "a", "unless": "a=1", "align": "center",
              "rotate": 90, "rows": [{"label": "x", "text": "{a}", "lines": 2, "optional": True, "ellipsis": True, "if": "a",
                                      "unless": "a=2"}]}
    for choice in SCHEMA["properties"]["items"]["items"]["oneOf"]:
        name = choice["$ref"].split("/")[-1]
        item = {"type": name}
        for member, rule in SCHEMA["$defs"][name]["properties"].items():
            if member != "type":
                item[member] = values.get(member, True if rule.get("type") == "boolean" or "ellipsis" in rule.get("$ref", "")
                                          else 20)
        yield item


class Schema(unittest.TestCase):
    def base(self, *items):
        return {"id": "t", "width": 1000, "height": 500, "family": "Noto Sans CJK SC", "language": "zh-cn",
                "fields": [{"name": "a", "zh": "甲", "sample": "1"}], "items": list(items)}

    def test_shipped(self):
        self.assertGreaterEqual(len(SHIPPED), 4)
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        for path in SHIPPED:
            with self.subTest(os.path.basename(path)):
                self.assertEqual([error.message for error in VALIDATOR.iter_errors(read(path))], [])
                self.assertEqual(read(path)["id"] + ".json", os.path.basename(path))

    def test_every_member_is_known_to_both(self):
        for item in every_item():
            with self.subTest(item["type"]):
                self.assertEqual([error.message for error in VALIDATOR.iter_errors(self.base(item))], [])
                self.assertTrue(program_takes(self.base(item)))

    def test_what_is_missing_or_unknown_is_refused_by_both(self):
        for item in every_item():
            changes = [dict(item, unknown=1), dict(item, type="barcode")]
            for member in SCHEMA["$defs"][item["type"]]["required"]:
                changes.append({name: value for name, value in item.items() if name != member})
            for member, value in item.items():
                if member != "type":
                    changes.append(dict(item, **{member: {"x": 1}}))
                if isinstance(value, int) and not isinstance(value, bool):
                    changes += [dict(item, **{member: -1}), dict(item, **{member: 10001}), dict(item, **{member: 1.5})]
            for changed in changes:
                with self.subTest(changed):
                    self.assertFalse(VALIDATOR.is_valid(self.base(changed)))
                    self.assertFalse(program_takes(self.base(changed)))

    def test_heads(self):
        item = {"type": "rule", "x": 1, "y": 1, "w": 1, "h": 1}
        for change in ({"width": 99}, {"height": 3001}, {"width": "100"}, {"fields": []}, {"items": []}, {"more": 1},
                       {"family": 1}, {"fields": [{"name": "a"}]}, {"fields": [{"name": "a{", "zh": "x"}]},
                       {"fields": [{"name": "a", "zh": "x", "more": "x"}]}, {"fields": [{"name": "a", "zh": "x", "sample": 1}]},
                       {"items": [dict(item, x="1")]}, {"items": item}, {"fields": {"name": "a", "zh": "x"}}, {"items": [1]}):
            changed = copy.deepcopy(self.base(item))
            changed.update(change)
            with self.subTest(change):
                self.assertFalse(VALIDATOR.is_valid(changed))
                self.assertFalse(program_takes(changed))


if __name__ == "__main__":
    unittest.main()
