#!/usr/bin/env python3
"""The sentences of tests/extract/event/act_examples.tsv and the events that `tocsin extract` reads in them.

What must hold: each row's event is found with its type, mode, status and parties (a side that the row leaves empty may be
anybody); look-alikes (`none`) tell no event at all; rows that are known to fail ("~") do fail, so that a mark does not
outlive its bug; `--explain` names the pattern with its file and line. Needs TOCSIN.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOCSIN = os.environ.get("TOCSIN", str(ROOT / "build/dev/tocsin"))
EXAMPLES = ROOT / "tests/extract/event/act_examples.tsv"
PATIENCE = float(os.environ.get("TOCSIN_PATIENCE", "60"))


def rows():
    """(line, known to fail, type, status, actors, recipients, sentence)"""
    for number, line in enumerate(EXAMPLES.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            kind, status, actors, recipients, sentence = line.split("\t")
            yield number, kind.startswith("~"), kind.lstrip("~"), status, actors, recipients, sentence


def codes(side):
    return {who["org"] or who["country"] for who in side}


def told(event):
    return "%s/%s %s %s>%s" % (event["type"], event["mode"] or "", event["status"],
                               ",".join(sorted(codes(event["actors"]))), ",".join(sorted(codes(event["recipients"]))))


def fits(event, kind, status, actors, recipients):
    def same(side, wanted):
        return wanted == "-" or codes(side) == set(wanted.split(","))
    return (event["type"] + "/" + (event["mode"] or "") == kind and event["status"] == status and
            same(event["actors"], actors) and same(event["recipients"], recipients))


class Acts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        sentences = list(dict.fromkeys(row[-1] for row in rows()))
        lines = "".join(json.dumps({"id": text, "date": "2024-05-10", "text": text}) + "\n" for text in sentences)
        done = subprocess.run([TOCSIN, "extract", "--jsonl"], input=lines, capture_output=True, text=True,
                              timeout=PATIENCE, check=True)
        cls.events = {row["id"]: row["events"] for row in map(json.loads, done.stdout.splitlines())}

    def test_examples(self):
        wrong = []
        for number, known, kind, status, actors, recipients, sentence in rows():
            events = self.events[sentence]
            if kind == "none":
                found = not events
            else:
                found = any(fits(event, kind, status, actors, recipients) for event in events)
            if found == known:
                wrong.append("%s:%d: %s: %s\n    told: %s" % (
                    EXAMPLES.name, number, "no longer fails, take its ~ away" if known else "not told", sentence,
                    "; ".join(map(told, events)) or "nothing"))
        self.assertEqual(wrong, [], "\n".join(wrong))

    def test_there_are_examples_of_every_kind(self):
        kinds = {row[2] for row in rows() if not row[1]}
        types = {kind.split("/")[0] for kind in kinds}
        self.assertEqual(len(types - {"none"}), 17, sorted(types))
        self.assertGreater(sum(row[2] == "none" and not row[1] for row in rows()), 35)

    def test_what_stands_beside_the_act(self):
        text = "Police in Lima arrested more than 30 protesters on Monday after an election."
        done = subprocess.run([TOCSIN, "extract", "--jsonl"], input=json.dumps({"id": 1, "date": "2024-05-10", "text": text}),
                              capture_output=True, text=True, timeout=PATIENCE, check=True)
        event = [one for one in json.loads(done.stdout)["events"] if one["type"] == "COERCE"][0]
        self.assertEqual(event["counts"], {"arrested": {"count": 30, "bound": "at_least"}})
        self.assertEqual((event["place"]["name"], event["place"]["country"]), ("Lima", "PER"))
        self.assertEqual(event["contexts"], ["election", "crime"])
        self.assertEqual(event["time"]["start"], "2024-05-06")
        self.assertEqual((event["cameo"], event["quad"], event["score"]), ("173", "material conflict", -7.0))

    def test_explain(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "article.txt")
            path.write_text("Lima\n2024-05-10\n\nPolice in Lima refused to release the protesters.\n", encoding="utf-8")
            done = subprocess.run([TOCSIN, "extract", "--explain", str(path)], capture_output=True, text=True,
                                  timeout=PATIENCE, check=True)
        self.assertRegex(done.stdout, r"RETREAT/release refused: PER")
        self.assertIn("[release]", done.stdout)
        self.assertRegex(done.stdout, r'"release" says it \(acts\.tsv:\d+\)')
        self.assertIn('"refused" governs it', done.stdout)
        self.assertLessEqual(max(map(len, done.stdout.splitlines()[1:])), 80)


if __name__ == "__main__":
    unittest.main()
