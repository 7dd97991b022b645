#!/usr/bin/env python3
"""tocsin-train evaluate prints the same figures as the project's scoring script.

On the development treebank, with damage of every kind done to a copy of it. Skipped where ../shared is not
at hand. Needs TOCSIN (tocsin-train lies beside it).
"""
import gzip
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRAIN = pathlib.Path(os.environ.get("TOCSIN", str(ROOT / "build/dev/tocsin"))).with_name("tocsin-train")
SHARED = ROOT.parent / "shared"
SCORE = SHARED / "eval/score_conllu.py"
GOLD = SHARED / "data/treebanks/en_ewt-dev.conllu.gz"


def read(text):
    """Sentences as lists of rows, without comments and empty nodes."""
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        rows = [row for row in rows if "." not in row[0]]
        if rows:
            yield rows


def write(sentences, path):
    with open(path, "w", encoding="utf-8") as out:
        for rows in sentences:
            out.write("".join("\t".join(row) + "\n" for row in rows) + "\n")


def damage_annotation(rows, chance):
    words = [row for row in rows if row[0].isdigit()]
    for row in words:
        if chance.random() < 0.1:
            row[chance.choice([2, 3, 4])] = "X"
        if chance.random() < 0.1:
            row[2] = row[2].upper()
        if chance.random() < 0.1:
            row[7] = chance.choice(["nsubj:pass", "nsubj", "obl", row[7].split(":")[0]])
        heads = [str(k) for k in range(len(words) + 1) if str(k) != row[0]]
        if chance.random() < 0.1:
            row[6] = chance.choice(heads)


def joined(first, second):
    """Two sentences as one."""
    shift = sum(row[0].isdigit() for row in first)
    for row in second:
        row[0] = "-".join(str(int(part) + shift) for part in row[0].split("-"))
        if row[6].isdigit() and row[6] != "0":
            row[6] = str(int(row[6]) + shift)
    return first + second


def without_ranges(rows):
    return [row for row in rows if "-" not in row[0]]


def damage_words(sentences, chance):
    out = []
    for rows in sentences:
        if out and chance.random() < 0.2:
            out[-1] = joined(out[-1], rows)
        else:
            out.append(without_ranges(rows) if chance.random() < 0.5 else rows)
    return out


def lines(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"{command}: {done.stderr}")
    return done.stdout.splitlines()


def main():
    if not SCORE.exists() or not GOLD.exists() or not TRAIN.exists():
        print("no scoring script, treebank or tocsin-train here")
        return 77
    text = gzip.open(GOLD, "rt", encoding="utf-8").read()
    chance = random.Random(17)
    with tempfile.TemporaryDirectory(prefix="tocsin-evaluate-") as folder:
        gold, damaged, raw = (f"{folder}/{name}.conllu" for name in ("gold", "damaged", "raw"))
        write(read(text), gold)
        sentences = list(read(text))
        for rows in sentences:
            damage_annotation(rows, chance)
        write(sentences, damaged)
        write(damage_words(sentences, chance), raw)
        for pair in ([gold, gold], [gold, damaged], [gold, gold, "--raw"], [gold, damaged, "--raw"],
                     [gold, raw, "--raw"], [raw, gold, "--raw"]):
            expected, got = lines("python3", SCORE, *pair), lines(TRAIN, "evaluate", *pair)
            if expected != got:
                sys.exit(f"{pair}: the script says {expected}, tocsin-train {got}")
            print(" ".join(os.path.basename(word) for word in pair), got)
    return 0


if __name__ == "__main__":
    sys.exit(main())
