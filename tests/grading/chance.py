#!/usr/bin/env python3
"""Random schemes and random fruit near their bounds: guozhanctl grade against a second judge, written here from the words of
the schema. GUO_TEST_SEED repeats a run; the seed is told."""
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal

CTL = os.environ["GUOZHANCTL"]
N_SCHEMES = 40
N_FRUIT = 250
LETTERS = ["AAA", "AA", "A", "BBB", "BB", "B", "特级", "一级"]
FIELDS = ["diameter_mm", "mass_g", "colour_percent", "brix", "blemish"]
SIZES = ["5L", "XL", "L", "M", "S", "1-X", "2"]
TINY = Decimal("0.0000001")


def number(value):
    """As a file may have it: a number where a binary one says the same, else a text."""
    plain = format(value.normalize(), "f")
    return float(plain) if Decimal(repr(float(plain))) == value and random.random() < 0.5 else plain


def decimal(most=120):
    return Decimal(random.randrange(1, most * 10 ** 3)).scaleb(-random.choice([0, 1, 3])) % most + Decimal(random.randrange(10 ** 6)).scaleb(-6) * random.choice([0, 0, 1])


def day_of_year():
    return f"{random.randrange(1, 13):02d}-{random.randrange(1, 29):02d}"


def season():
    """Nothing; days of every year, over New Year too; days of one year, open at one end too."""
    kind = random.randrange(6)
    if kind > 2:
        return {}
    if kind == 0:
        return {"from": day_of_year(), "until": day_of_year()}
    first, last = sorted([f"2026-{day_of_year()}", f"2026-{day_of_year()}"])
    return random.choice([{"from": first, "until": last}, {"from": first}, {"until": last}])


def bounds():
    low, high = sorted([decimal(), decimal()])
    if high - low < 1:
        high += 1
    low_word, high_word = random.choice(["min", "over", None]), random.choice(["max", "under", None])
    if not low_word and not high_word:
        low_word = "min"
    return {word: number(value) for word, value in ((low_word, low), (high_word, high)) if word}


def limit(fields):
    made = {"field": random.choice(fields)}
    if random.random() < 0.4:
        made.update(op=random.choice([">=", "<=", ">", "<", "="]), value=number(decimal()))
    else:
        made.update(bounds())
    made.update(season())
    if random.random() < 0.2:
        made["missing"] = random.choice(["met", "not-met"])
    return made


def scheme():
    fields = random.sample(FIELDS, random.randrange(1, len(FIELDS) + 1))
    names = random.sample(LETTERS, random.randrange(1, len(LETTERS) + 1))
    ranks = random.sample(range(1, len(names) + 1), len(names))
    ranked = random.random() < 0.5
    made = {"id": "random", "classes": [], "below": {"code": "under"}}
    for name, rank in zip(names, ranks):
        entry = {"code": name, "limits": [limit(fields) for _ in range(random.randrange(0, 4))], **season()}
        if ranked:
            entry["rank"] = rank
        made["classes"].append(entry)
    if random.random() < 0.3:
        made["missing"] = "met"
    if random.random() < 0.3:
        made["limits"] = [limit(fields)]
    made["fields"] = {field: {"on": "fruit", **({"missing": random.choice(["met", "not-met"])} if random.random() < 0.3 else {})}
                      for field in fields}
    if random.random() < 0.6:
        codes = random.sample(SIZES, random.randrange(1, len(SIZES)))
        made["sizes"] = {"field": fields[0], "required": random.random() < 0.5, "codes": [
            {"code": code, **bounds(), **season(),
             **({"classes": random.sample(names, random.randrange(1, len(names) + 1))} if random.random() < 0.4 else {})}
            for code in codes]}
    return made, fields


def numbers_in(part):
    if isinstance(part, dict):
        return [n for key, value in part.items() for n in
                ([Decimal(str(value))] if key in ("min", "max", "over", "under", "value") else numbers_in(value))]
    return [n for value in part for n in numbers_in(value)] if isinstance(part, list) else []


def fruit(fields, near):
    """At a bound, a hair beside it, or anywhere; some of it not measured, never all."""
    made = {}
    for field in fields:
        if random.random() < 0.15:
            continue
        value = random.choice(near) + random.choice([0, 0, TINY, -TINY, 1, -1]) if near and random.random() < 0.6 else decimal()
        made[field] = format(max(value, Decimal(0)), "f")
    return made or {fields[0]: "1"}


# The judge.

def in_season(rule, day):
    first, last = rule.get("from"), rule.get("until")
    if not first and not last:
        return True
    if len(first or last) == 10:
        return (not first or first <= day) and (not last or day <= last)
    of_year = day[5:]
    return first <= of_year <= last if first <= last else of_year >= first or of_year <= last


def within(rule, value):
    if "op" in rule:
        bound = Decimal(str(rule["value"]))
        return {">=": value >= bound, "<=": value <= bound, ">": value > bound, "<": value < bound, "=": value == bound}[rule["op"]]
    return all({"min": value >= bound, "over": value > bound, "max": value <= bound, "under": value < bound}[word]
               for word in ("min", "over", "max", "under") if word in rule for bound in [Decimal(str(rule[word]))])


def holds(whole, rule, values, day):
    if not in_season(rule, day):
        return True
    value = values.get(rule["field"])
    if value is not None:
        return within(rule, Decimal(value))
    return rule.get("missing", whole["fields"][rule["field"]].get("missing", whole.get("missing", "not-met"))) == "met"


def sizes_of(whole, name, values, day):
    table = whole.get("sizes")
    value = values.get(table["field"]) if table else None
    if value is None:
        return []
    return [size["code"] for size in table["codes"]
            if within(size, Decimal(value)) and in_season(size, day) and name in size.get("classes", [name])]


def judge(whole, values, day):
    for entry in sorted(whole["classes"], key=lambda each: each.get("rank", 0)):
        sizes = sizes_of(whole, entry["code"], values, day)
        if (in_season(entry, day) and all(holds(whole, rule, values, day) for rule in whole.get("limits", []) + entry["limits"])
                and (sizes or not whole.get("sizes", {}).get("required"))):
            return entry["code"], sizes
    return "under", []


def main():
    seed = int(os.environ.get("GUO_TEST_SEED", random.randrange(10 ** 9)))
    random.seed(seed)
    print(f"GUO_TEST_SEED={seed}")
    given, wrong = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "scheme.json")
        for _ in range(N_SCHEMES):
            whole, fields = scheme()
            with open(path, "w", encoding="utf-8") as file:
                json.dump(whole, file)
            day = str(datetime.date(2026, 1, 1) + datetime.timedelta(random.randrange(365)))
            near = numbers_in(whole)
            rows = [fruit(fields, near) for _ in range(N_FRUIT)]
            lines = "".join("{" + ", ".join(f'"{field}": {value}' for field, value in row.items()) + "}\n" for row in rows)
            done = subprocess.run([CTL, "grade", "--json", "--scheme", path, "--date", day], input=lines, capture_output=True,
                                  text=True, timeout=60, check=False)
            answers = [json.loads(line) for line in done.stdout.splitlines()]
            assert done.returncode == 0 and len(answers) == len(rows), (whole, done.returncode, done.stderr)
            for row, answer in zip(rows, answers):
                wanted = judge(whole, row, day)
                given[wanted[0]] = given.get(wanted[0], 0) + 1
                if (answer["class"], answer.get("sizes")) != wanted:
                    wrong += 1
                    print(json.dumps(whole, ensure_ascii=False), day, row, "wanted", wanted, "got", answer)
    print(given)
    assert len(given) > 5 and given["under"] < N_SCHEMES * N_FRUIT * 9 // 10, "the schemes say too little"
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main())
