"""The part of JSON Schema 2020-12 that openapi.json uses; a keyword that it does not know is an error."""
import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int}
NOTES = {"description", "$ref"}


class Mismatch(Exception):
    pass


class Validator:
    def __init__(self, document):
        self.document = document

    def resolve(self, reference):
        node = self.document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        return node

    def check(self, schema, value, at="$"):
        if "$ref" in schema:
            self.check(self.resolve(schema["$ref"]), value, at)
        for keyword, wanted in schema.items():
            if keyword not in NOTES:
                getattr(self, "_" + keyword)(wanted, value, at, schema)

    @staticmethod
    def fail(at, why):
        raise Mismatch(f"{at}: {why}")

    def _type(self, wanted, value, at, _):
        names = wanted if isinstance(wanted, list) else [wanted]
        if not any(isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
                   for name in names):
            self.fail(at, f"{value!r} is not {wanted}")

    def _properties(self, wanted, value, at, _):
        if isinstance(value, dict):
            for name in value.keys() & wanted.keys():
                self.check(wanted[name], value[name], f"{at}.{name}")

    def _required(self, wanted, value, at, _):
        if isinstance(value, dict) and set(wanted) - value.keys():
            self.fail(at, f"without {sorted(set(wanted) - value.keys())}")

    def _additionalProperties(self, wanted, value, at, schema):  # pylint: disable=invalid-name
        others = value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else set()
        if wanted is False and others:
            self.fail(at, f"undocumented {sorted(others)}")
        for name in others:
            self.check(wanted, value[name], f"{at}.{name}")

    def _items(self, wanted, value, at, _):
        if isinstance(value, list):
            for place, item in enumerate(value):
                self.check(wanted, item, f"{at}[{place}]")

    def _enum(self, wanted, value, at, _):
        if value is not None and value not in wanted:
            self.fail(at, f"{value!r} is none of {wanted}")

    def _const(self, wanted, value, at, _):
        if value != wanted:
            self.fail(at, f"{value!r} is not {wanted!r}")

    def _pattern(self, wanted, value, at, _):
        if isinstance(value, str) and not re.search(wanted, value):
            self.fail(at, f"{value!r} does not match {wanted}")

    def _minimum(self, wanted, value, at, _):
        if isinstance(value, int) and value < wanted:
            self.fail(at, f"{value} is less than {wanted}")

    def _maximum(self, wanted, value, at, _):
        if isinstance(value, int) and value > wanted:
            self.fail(at, f"{value} is more than {wanted}")

    def _minLength(self, wanted, value, at, _):  # pylint: disable=invalid-name
        if isinstance(value, str) and len(value) < wanted:
            self.fail(at, "too short")

    def _maxLength(self, wanted, value, at, _):  # pylint: disable=invalid-name
        if isinstance(value, str) and len(value) > wanted:
            self.fail(at, "too long")

    def _minItems(self, wanted, value, at, _):  # pylint: disable=invalid-name
        if isinstance(value, list) and len(value) < wanted:
            self.fail(at, "too few")

    def _maxItems(self, wanted, value, at, _):  # pylint: disable=invalid-name
        if isinstance(value, list) and len(value) > wanted:
            self.fail(at, "too many")

    def _oneOf(self, wanted, value, at, _):  # pylint: disable=invalid-name
        faults = []
        for schema in wanted:
            try:
                self.check(schema, value, at)
            except Mismatch as fault:
                faults.append(str(fault))
        if len(faults) != len(wanted) - 1:
            self.fail(at, f"{len(wanted) - len(faults)} of {len(wanted)} fit: {'; '.join(faults)}")
