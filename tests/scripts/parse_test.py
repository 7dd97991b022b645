#!/usr/bin/env python3
"""tocsin parse, as the evaluation and a linguist at a terminal use it.

What must hold: words, comments and ranges of CoNLL-U come back as they were; text comes back as sentences that
join to it again; every sentence is one tree; bad input is told with its line and ends in 1; trees fit 80
columns, with ASCII lines where the locale is not UTF-8. Needs TOCSIN.
"""
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOCSIN = os.environ.get("TOCSIN", str(ROOT / "build/dev/tocsin"))
PATIENCE = float(os.environ.get("TOCSIN_PATIENCE", "60"))

TEXT = """Kenya's foreign ministry said on Tuesday it won't recall its envoy. "We can't," an aide said.

FRANCE TO PULL TROOPS OUT OF CHAD
Mr. Okoro, 61, left the U.N. office at 10.30 a.m. with 1,200 others…
東京 and café owners (about 40) don't agree 🙂
"""

CONLLU = """# sent_id = one
# text = They won't go.
1\tThey\tX\tX\tX\tA=B\t4\tx\t_\t_
2-3\twon't\t_\t_\t_\t_\t_\t_\t_\tNote=yes
2\two\tX\tX\tX\t_\t9\tx\t_\t_
3\tn't\tX\tX\tX\t_\tnot a number\tx\t_\t_
4\tgo\tX\tX\tX\t_\t0\tx\t1:x\tSpaceAfter=No
5\t.\tX\tX\tX\t_\t4\tx\t_\t_

# sent_id = two
1\tYes\t_\t_\t_\t_\t_\t_\t_\t_

"""


def parse(*flags, text="", **environment):
    stdin = text if isinstance(text, bytes) else text.encode()
    return subprocess.run([TOCSIN, "parse", *flags], input=stdin, capture_output=True, timeout=PATIENCE,
                          env={**os.environ, "LC_ALL": "C.UTF-8", **environment})


def sentences(output):
    """Lists of rows; comments apart."""
    for block in output.decode().split("\n\n"):
        lines = block.split("\n")
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        if rows:
            yield [line for line in lines if line.startswith("#")], rows


def words(rows):
    return [row for row in rows if row[0].isdigit()]


def written(rows):
    """The text that the rows stand for, by their ranges and SpaceAfter=No."""
    out, covered = "", 0
    for row in rows:
        if "-" in row[0]:
            covered = int(row[0].split("-")[1])
        elif int(row[0]) <= covered:
            continue
        out += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    return out


class Parse(unittest.TestCase):
    def assert_tree(self, rows):
        heads = {int(row[0]): int(row[6]) for row in words(rows)}
        self.assertEqual(sum(head == 0 for head in heads.values()), 1, rows)
        for word in heads:
            for _ in heads:
                word = heads.get(word, 0)
            self.assertEqual(word, 0, rows)
        for row in words(rows):
            self.assertEqual((row[6] == "0"), (row[7] == "root"), rows)
            self.assertNotIn("_", (row[3], row[4], row[7]), rows)

    def test_text_becomes_sentences_that_join_to_it(self):
        done = parse("--text", text=TEXT)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        paragraphs = []
        for comments, rows in sentences(done.stdout):
            self.assert_tree(rows)
            if "# newpar" in comments:
                paragraphs.append("")
            texts = [line[len("# text = "):] for line in comments if line.startswith("# text = ")]
            self.assertEqual(texts, [written(rows).rstrip()])
            paragraphs[-1] += written(rows)
        self.assertEqual([line.strip() for line in paragraphs], [line for line in TEXT.split("\n") if line])

    def test_clitics_are_ranges(self):
        done = parse("--text", text="They don't know.\n")
        rows = next(sentences(done.stdout))[1]
        self.assertEqual([row[:2] for row in rows],
                         [["1", "They"], ["2-3", "don't"], ["2", "do"], ["3", "n't"], ["4", "know"], ["5", "."]])

    def test_conllu_keeps_words_comments_and_ranges(self):
        done = parse("--conllu", text=CONLLU)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        before, after = list(sentences(CONLLU.encode())), list(sentences(done.stdout))
        self.assertEqual(len(before), len(after))
        for (comments, rows), (new_comments, new_rows) in zip(before, after):
            self.assertEqual(comments, new_comments)
            self.assertEqual([(row[0], row[1], row[9]) for row in rows],
                             [(row[0], row[1], row[9]) for row in new_rows])
            self.assert_tree(new_rows)

    def test_bad_input_is_told_and_the_rest_goes_on(self):
        done = parse("--conllu", text="1\tA\n\n" + CONLLU)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard input:1: a word has ten columns", done.stderr)
        self.assertEqual(len(list(sentences(done.stdout))), 2)
        done = parse("--text", text=b"All is well.\n\xff\xfe\nAll is well.\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"standard input:2: ", done.stderr)
        self.assertEqual(len(list(sentences(done.stdout))), 2)
        done = parse("--text", "/nowhere/at/all")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"/nowhere/at/all: cannot be read", done.stderr)

    def test_input_that_cannot_be_read_is_told(self):
        folder = os.open("/", os.O_RDONLY | os.O_DIRECTORY)
        self.addCleanup(os.close, folder)
        for command in (["parse"], ["parse", "--conllu"], ["extract", "--jsonl"]):
            done = subprocess.run([TOCSIN, *command], stdin=folder, capture_output=True, timeout=PATIENCE)
            self.assertEqual((done.returncode, done.stdout), (1, b""), command)
            self.assertIn(b"standard input: cannot be read", done.stderr, command)

    def test_nothing_comes_of_nothing(self):
        for mode, text in (("--text", "\n \n"), ("--tree", ""), ("--conllu", "\n\n# only a comment\n\n")):
            done = parse(mode, text=text)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""), mode)

    def test_wrong_usage(self):
        for flags in (["--conllu", "--text"], ["--conllu", "-s", "One."], ["-s", "One.", "file"],
                      ["--conllu", "-s", ""], ["-s", "", "file"]):
            done = parse(*flags)
            self.assertEqual((done.returncode, done.stdout), (64, b""), flags)
            self.assertIn(b"excludes", done.stderr, flags)

    def test_an_empty_sentence_is_one(self):
        done = parse("--sentence", "", text="One.\n")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    def test_files_are_read_in_order(self):
        with tempfile.TemporaryDirectory(prefix="tocsin-parse-") as folder:
            files = [pathlib.Path(folder, name) for name in ("a.txt", "b.txt")]
            for file in files:
                file.write_text(f"{file.name} is here.\n")
            done = parse("--text", *map(str, files))
            texts = [written(rows).strip() for _, rows in sentences(done.stdout)]
            self.assertEqual(texts, ["a.txt is here.", "b.txt is here."])

    def test_a_model_that_is_none_is_refused(self):
        done = parse("--text", "--model", __file__, text="One.\n")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"parse_test.py", done.stderr)

    def test_trees_fit_the_terminal(self):
        done = parse("--tree", text=TEXT + "a" * 500 + " is long.\n")
        self.assertEqual(done.returncode, 0)
        lines = done.stdout.decode().split("\n")
        self.assertTrue(any("─" in line for line in lines))
        self.assertNotIn("\x1b", done.stdout.decode())
        for line in lines:
            if "─" in line:
                self.assertLessEqual(len(line), 80, line)

    def test_lines_of_ascii_in_another_locale(self):
        done = parse("--tree", "-s", "Norway has expelled the envoy.", LC_ALL="C")
        self.assertEqual(done.returncode, 0)
        self.assertTrue(done.stdout.isascii(), done.stdout)
        self.assertIn(b"expelled", done.stdout)

    def test_whoever_waits_for_an_answer_gets_it(self):
        with subprocess.Popen([TOCSIN, "parse", "--text"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
            for word in (b"Yes", b"No"):
                child.stdin.write(word + b".\n")
                child.stdin.flush()
                self.assertEqual(child.stdout.readline(), b"# newpar\n")
                self.assertEqual(child.stdout.readline(), b"# text = " + word + b".\n")
                while child.stdout.readline() != b"\n":
                    pass
            child.stdin.close()
            self.assertEqual(child.wait(PATIENCE), 0)


if __name__ == "__main__":
    unittest.main(verbosity=1)
