#!/usr/bin/env python3
"""The sample articles, read by the real programs: dates, alerts, and incidents in several orders.

What is expected stands in tests/samples/expected.json. A new sample is a file there and a line in it.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests/samples"
TOCSIN = os.environ.get("TOCSIN", "")
failures = []


def check(what, got, want):
    if got != want:
        failures.append(f"{what}: got {got}, want {want}")


def tocsin(*arguments, given=""):
    done = subprocess.run([TOCSIN, *map(str, arguments)], input=given, capture_output=True, text=True,
                          timeout=120, check=False)
    if done.returncode != 0:
        failures.append(f"tocsin {' '.join(map(str, arguments))}: exit {done.returncode}: {done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()] if done.stdout.startswith("{") else []


def judged_alone(expected):
    """read --json finds the dates; rules try fires what it must and nothing else."""
    names = sorted(expected)
    articles = tocsin("read", "--json", *(SAMPLES / name for name in names))
    check("articles read", [pathlib.Path(a["file"]).name for a in articles], names)
    for article in articles:
        name = pathlib.Path(article["file"]).name
        check(f"{name}: date", article["published_at"], expected[name]["date"])
    lines = [json.dumps({"id": pathlib.Path(a["file"]).name, "text": a["text"], "title": a["title"],
                         "date": a["published_at"]}) for a in articles]
    judged = tocsin("rules", "try", "--jsonl", given="\n".join(lines) + "\n")
    check("articles judged", [j["id"] for j in judged], names)
    for line in judged:
        fired = sorted({alert["rule"] for alert in line["alerts"]})
        check(f"{line['id']}: alerts", fired, expected[line["id"]]["alerts"])


def config(folder):
    for part in ("drop", "archive", "quarantine", "state"):
        (folder / part).mkdir()
    path = folder / "tocsin.yml"
    path.write_text(f"""
state: "{folder}/state"
store: {{path: "{folder}/state/tocsin.db"}}
intake:
  feeds: [{{id: samples, path: "{folder}/drop", archive: "{folder}/archive", quarantine: "{folder}/quarantine"}}]
rules: ["{ROOT}/rules/pack"]
receivers: [{{id: log, type: log, path: "{folder}/alerts.jsonl"}}]
http: {{listen: ""}}
""", encoding="utf-8")
    return path


def side(alert, name):
    return sorted({p.get("org") or p.get("country") for p in alert[name]})


def in_order(names, incidents):
    """ingest --once over the samples, oldest first as `names` says: each incident has one first alert."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        path = config(folder)
        for age, name in enumerate(reversed(names)):
            file = folder / "drop" / name
            file.write_bytes((SAMPLES / name).read_bytes())
            os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))
        tocsin("ingest", "--once", "--config", path)
        alerts = [json.loads(line) for line in (folder / "alerts.jsonl").read_text().splitlines()]
        first = [(a["rule"], side(a, "actors"), side(a, "recipients")) for a in alerts if a["revision"] == 1]
        want = [(i["rule"], i["actors"], i["recipients"]) for i in incidents]
        check(f"first alerts in the order {names[0]}...", sorted(first), sorted(want))
        check("left in the drop folder", os.listdir(folder / "drop"), [])
        check("in the archive", sorted(p.name for p in (folder / "archive").rglob("*.txt")), sorted(names))


def main():
    if not os.access(TOCSIN, os.X_OK):
        print(f"tocsin is not built ({TOCSIN})")
        return 77
    expected = json.loads((SAMPLES / "expected.json").read_text())
    names = sorted(p.name for p in SAMPLES.glob("*.txt"))
    check("files and expected.json", names, sorted(expected["articles"]))
    judged_alone(expected["articles"])
    shuffled = random.Random(2).sample(names, len(names))
    for order in (names, names[::-1], shuffled):
        in_order(order, expected["incidents"])
    print("\n".join(failures) or "samples_test: all as expected")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
