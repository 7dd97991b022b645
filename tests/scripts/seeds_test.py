#!/usr/bin/env python3
"""The five seed articles of ../shared, where they are at hand: alone, and together in one store.

Alone: score_seeds.py --alerts. Together, in several orders: the incidents and first alerts at the end
of expected.yaml. Without ../shared the test is skipped; the project's own samples cover the same ground.
"""
import itertools
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared/seeds"
TOCSIN = os.environ.get("TOCSIN", str(ROOT / "build/dev/tocsin"))
FAMILIES = {
    "Niger expels the French ambassador": ("SANCTION/expel/diplomat", "ambassador-expulsion", "NER", "FRA"),
    "France withdraws its troops from Niger": ("RETREAT/withdraw/forces", "troop-withdrawal", "FRA", "NER"),
    "France recalls its ambassador from Niger": ("SANCTION/withdraw/diplomat", "ambassador-recall", "FRA", "NER"),
    "France closes its embassy in Niger": ("SANCTION/discontinue/mission", "embassy-closure", "FRA", "NER"),
}
MAY = {"troop-deployment"}
failures = []


def wanted():
    rows = []
    for line in (SEEDS / "expected.yaml").read_text().splitlines():
        found = re.match(r"  - \{name: ([^,]+), articles: \[([^\]]*)\](?:, final: (\w+))?\}", line)
        if found:
            rows.append((found[1], {a.strip() for a in found[2].split(",")}, found[3]))
    return rows


def judge(order, folder):
    (folder / "drop").mkdir(parents=True)
    config = folder / "tocsin.yml"
    config.write_text(f"""
state: {folder}/state
store: {{path: {folder}/tocsin.db}}
intake: {{feeds: [{{id: seeds, path: {folder}/drop, archive: {folder}/archive, quarantine: {folder}/quarantine, settle: 20ms}}]}}
rules: []
receivers: [{{id: log, type: log, path: {folder}/alerts.jsonl}}]
http: {{listen: ""}}
""")
    for seed in order:  # one run an article: the order is this order
        shutil.copy(seed, folder / "drop")
        done = subprocess.run([TOCSIN, "ingest", "--once", "--config", config], capture_output=True, text=True,
                              timeout=120, check=False)
        if done.returncode != 0:
            failures.append(f"ingest: exit {done.returncode}: {done.stderr}")
    store = sqlite3.connect(folder / "tocsin.db")
    firsts = [a["rule"] for a in map(json.loads, (folder / "alerts.jsonl").read_text().splitlines())
              if a["revision"] == 1]
    names = " ".join(seed.name[:3] for seed in order)
    expected = sorted(rule for _, rule, _, _ in FAMILIES.values())
    if sorted(rule for rule in firsts if rule not in MAY) != expected:
        failures.append(f"{names}: first alerts {firsts}, want {expected}")
    for name, articles, final in wanted():
        family, _, actor, recipient = FAMILIES[name]
        rows = store.execute(
            "SELECT incidents.id, status FROM incidents WHERE family = ? AND id IN (SELECT incident FROM"
            " incident_parties WHERE side = 'actor' AND code = ?) AND id IN (SELECT incident FROM"
            " incident_parties WHERE side = 'recipient' AND code = ?)", (family, actor, recipient)).fetchall()
        if len(rows) != 1:
            failures.append(f"{names}: {name}: {len(rows)} incidents")
            continue
        got = {pathlib.Path(path).name[:3] for path, in store.execute(
            "SELECT DISTINCT path FROM events JOIN articles ON articles.id = article"
            " JOIN arrivals ON arrivals.id = arrival WHERE incident = ?", (rows[0][0],))}
        if got != articles:
            failures.append(f"{names}: {name}: articles {sorted(got)}, want {sorted(articles)}")
        if final and rows[0][1] != final:
            failures.append(f"{names}: {name}: {rows[0][1]}, want {final}")


def main():
    if not SEEDS.is_dir():
        print("skipped: no", SEEDS)
        return 77
    scored = subprocess.run([sys.executable, SEEDS / "score_seeds.py", TOCSIN, "--alerts"], capture_output=True,
                            text=True, timeout=120, check=False)
    print(scored.stdout, end="")
    if scored.returncode != 0:
        failures.append("score_seeds.py --alerts fails")
    seeds = sorted(SEEDS.glob("*.txt"))
    orders = [tuple(seeds), tuple(reversed(seeds))]
    orders += random.Random(7).sample(list(itertools.permutations(seeds)), 6)
    with tempfile.TemporaryDirectory(prefix="tocsin-seeds-") as folder:
        for i, order in enumerate(orders):
            judge(order, pathlib.Path(folder) / str(i))
    print(*failures, sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
