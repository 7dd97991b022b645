#!/usr/bin/env python3
"""No two headers define a type of the same name: all are in one namespace, and the linker would take
one type's templates for the other's without a word (that is how the fuzz build once crashed).
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ["base", "news", "world", "store", "extract", "rules", "intake", "alert", "config", "daemon", "cli"]
DEFINITION = re.compile(r"^(?:struct|class|enum class) (\w+)[^;{]*\{", re.MULTILINE)

places = collections.defaultdict(set)
for folder in FOLDERS:
    for header in sorted((ROOT / folder).rglob("*.h")):
        for name in DEFINITION.findall(header.read_text()):
            places[name].add(str(header.relative_to(ROOT)))
twice = {name: sorted(files) for name, files in places.items() if len(files) > 1}
for name, files in twice.items():
    print(f"{name} is defined in {', '.join(files)}")
print(f"{len(places)} types, {len(twice)} of them twice")
sys.exit(1 if twice or len(places) < 50 else 0)
