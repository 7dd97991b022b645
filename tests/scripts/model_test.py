#!/usr/bin/env python3
"""The shipped model: as good as docs/language.md says it must be, and the same on every processor.

- Each set of kernels that this processor has gives the same CoNLL-U for the sample articles.
- A model that is truncated, damaged or of another version is refused with the reason, and exit 1.
- Where ../shared is at hand, `tocsin-train report` on the dev treebanks reaches the floors below.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOCSIN = pathlib.Path(os.environ.get("TOCSIN", "/nowhere/tocsin"))
TRAIN = TOCSIN.parent / "tocsin-train"
MODEL = TOCSIN.parent / "english.model"
TREEBANKS = ROOT.parent / "shared/data/treebanks"
# What issue 3 asks for at least, in per cent: UPOS, lemma, UAS, LAS, LAS in capitals, words, sentences.
FLOORS = {"en_ewt-dev": (95.6, 97.8, 87.0, 84.5, 83.0, 98.8, 80.0),
          "en_gum-news-dev": (96.0, 97.8, 87.0, 83.5, 83.0, 99.4, 94.0)}
failures = []


def check(what, good):
    if not good:
        failures.append(what)


def run(*command, text="", **environment):
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=300, check=False,
                          env={**os.environ, **environment})


def same_on_every_processor():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/samples").rglob("*.txt")))
    answers = {}
    for kernels in ("portable", "avx2", "avx512-vnni"):  # one that is impossible here falls back
        done = run(TOCSIN, "parse", "--text", text=text, TOCSIN_KERNELS=kernels)
        check(f"parse with {kernels}: exit {done.returncode}: {done.stderr}", done.returncode == 0)
        answers[kernels] = done.stdout
    check("it parses nothing", answers["portable"].count("\n") > 1000)
    check("kernels give other trees", len(set(answers.values())) == 1)


def refuses_bad_models():
    good = MODEL.read_bytes()
    bad = {"truncated": good[:len(good) // 2],
           "empty": b"",
           "damaged": good[:5000] + bytes([good[5000] ^ 1]) + good[5001:],
           "no model": b"date 2024-03-12\n" * 1000}
    with tempfile.TemporaryDirectory() as folder:
        for what, content in bad.items():
            path = pathlib.Path(folder) / "bad.model"
            path.write_bytes(content)
            done = run(TOCSIN, "parse", "--text", "--model", path, text="Troops left.\n")
            said = done.stderr.strip().splitlines()
            check(f"a model that is {what}: exit {done.returncode}, says {said}",
                  done.returncode == 1 and not done.stdout and len(said) == 1 and "bad.model" in said[0])
        done = run(TOCSIN, "parse", "--text", "--model", f"{folder}/none.model", text="Troops left.\n")
        check(f"a model that is not there: {done.stderr}", done.returncode == 1 and "none.model" in done.stderr)


def figures(report, name):
    """The seven figures of FLOORS for one treebank of a report."""
    block = report.split(name)[1]
    trees = [float(figure) for figure in re.search(r"\s+([\d. ]+)\n", block).group(1).split()]
    capitals = [float(figure) for figure in re.search(r"in capitals\s+([\d. ]+)\n", block).group(1).split()]
    words, sentences = re.search(r"words ([\d.]+)\s+sentences ([\d.]+)", block).groups()
    upos, _, lemma, uas, las = trees
    return upos, lemma, uas, las, capitals[4], float(words), float(sentences)


def reaches_its_floors():
    done = run(TRAIN, "report", MODEL, *(TREEBANKS / f"{name}.conllu.gz" for name in FLOORS))
    print(done.stdout)
    check(f"report: exit {done.returncode}: {done.stderr}", done.returncode == 0)
    for name, floors in FLOORS.items():
        reached = figures(done.stdout, f"{name}.conllu.gz")
        check(f"{name}: {reached} under {floors}", all(map(float.__ge__, reached, floors)))


def main():
    if not TOCSIN.exists() or not MODEL.exists():
        print("no programs to test")
        return 77
    same_on_every_processor()
    refuses_bad_models()
    if TREEBANKS.is_dir() and TRAIN.exists():
        reaches_its_floors()
    else:
        print("../shared/data/treebanks is not at hand: floors not tested")
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
