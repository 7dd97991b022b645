#!/usr/bin/env python3
"""What the documents show is what happens.

- A ```console block after <!-- run --> is run in the repository's root, with the built programs on the
  path; each `$ ` line must exit 0 and print the lines under it (`...` stands for any text).
- The picture of an alert in README.md is what the sample articles give.
- verify() of docs/operations.md accepts what a real webhook gets, and nothing that was changed.
- The rule that docs/rules.md shows is taken.
- Links lead to files that are there; tables that list what the code lists agree with it.
"""
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "tests/samples/README.md"])
PROGRAMS = pathlib.Path(os.environ.get("TOCSIN", "/nowhere/tocsin")).parent
SECRET = "whsec_c2FtcGxlIHNlY3JldCBmb3IgYSB0ZXN0"
failures = []


def check(what, good):
    if not good:
        failures.append(what)


def run(command, folder=ROOT):
    path = f"{PROGRAMS}:{os.environ['PATH']}"
    return subprocess.run(command, shell=True, cwd=folder, env={**os.environ, "PATH": path}, timeout=120,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def blocks(text, mark, language):
    return re.findall(rf"<!-- {mark} -->\n```{language}\n(.*?)```", text, re.DOTALL)


def matches(pattern, line):
    return re.fullmatch(".*".join(map(re.escape, pattern.split("..."))), line) is not None


def shown_commands():
    for document in DOCUMENTS:
        for block in blocks(document.read_text(), "run", "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *shown = part.rstrip("\n").split("\n")
                done = run(command)
                printed = done.stdout.splitlines()
                good = (done.returncode == 0 and len(printed) >= len(shown) and
                        all(map(matches, shown, printed)))
                check(f"{document.name}: $ {command}\nprints:\n{done.stdout}{done.stderr}", good)


def shown_rules():
    for block in blocks((ROOT / "docs/rules.md").read_text(), "rule", "yaml"):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "shown.yml").write_text(block)
            done = run(f"tocsin rules try --jsonl --rules {folder} < tests/samples/try.jsonl")
            check(f"docs/rules.md: its rule is refused:\n{done.stderr}", done.returncode == 0)


class Trap(http.server.BaseHTTPRequestHandler):
    """A receiver that keeps what it gets."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def ingest_samples(folder, url):
    """The samples through ingest --once, to a log and to a webhook; the readable alerts."""
    for part in ("drop", "archive", "quarantine", "state"):
        (folder / part).mkdir()
    (folder / "secret").write_text(SECRET + "\n")
    (folder / "secret").chmod(0o600)
    (folder / "tocsin.yml").write_text(f"""
state: state
store: {{path: state/tocsin.db}}
intake: {{feeds: [{{id: samples, path: drop, archive: archive, quarantine: quarantine}}]}}
rules: ["{ROOT}/rules/pack"]
receivers:
  - {{id: log, type: log, path: alerts.jsonl}}
  - {{id: hook, type: webhook, url: "{url}", secrets: [{{file: secret}}]}}
http: {{listen: ""}}
""")
    sample = ROOT / "tests/samples/01-expulsion-ordered.txt"
    (folder / "drop" / sample.name).write_bytes(sample.read_bytes())
    done = run("tocsin ingest --once --config tocsin.yml", folder)
    check(f"ingest: exit {done.returncode}: {done.stderr}", done.returncode == 0)
    return run(f"{ROOT}/scripts/show-alerts alerts.jsonl --once", folder).stdout


def alert_and_webhook():
    server = http.server.HTTPServer(("127.0.0.1", 0), Trap)
    server.got = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        printed = ingest_samples(pathlib.Path(folder), f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    picture = re.search(r"```text\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL).group(1)
    check(f"README.md's alert is not what comes:\n{printed}", picture.strip() in printed)

    names = {}
    exec(blocks((ROOT / "docs/operations.md").read_text(), "verify", "python")[0], names)
    verify = names["verify"]
    check("one message at the webhook", len(server.got) == 1)
    for headers, body in server.got:
        check("verify() refuses a real message", verify(headers, body, SECRET))
        check("verify() takes another body", not verify(headers, body + b" ", SECRET))
        check("verify() takes another secret", not verify(headers, body, "whsec_b3RoZXI="))
        check("verify() takes an old message", not verify(headers, body, SECRET, tolerance=-1))
        payload = json.loads(body)
        check("webhook-id is alert and revision",
              headers["webhook-id"] == f"{payload['id']}.{payload['revision']}")
        table = (ROOT / "docs/operations.md").read_text().split("| field | says |")[1].split("\n\n")[0]
        told = {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
        left_out = {"alleged", "status_by", "created"} | told
        check(f"fields that operations.md does not explain: {sorted(set(payload) - left_out)}",
              set(payload) <= left_out)
        check(f"fields that no payload has: {sorted(told - set(payload))}", told <= set(payload))


def links_and_tables():
    for document in DOCUMENTS:
        for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text()):
            check(f"{document.name}: no file {link}", (document.parent / link).exists())
    floors = [line.split() for line in (ROOT / "scripts/floors.txt").read_text().splitlines()
              if line and not line.startswith("#")]
    architecture = (ROOT / "docs/architecture.md").read_text()
    for floor, folder, *_ in floors:
        row = re.search(rf"^\| {floor} \|(.*)$", architecture, re.MULTILINE)
        check(f"architecture.md: {folder} is not on floor {floor}", row and f"`{folder}`" in row.group(1))
    readme = (ROOT / "README.md").read_text()
    shipped = re.findall(r"^ *- id: (\S+)", (ROOT / "rules/pack/shipped.yml").read_text(), re.MULTILINE)
    told = re.findall(r"^\| `([a-z-]+)` \|", readme, re.MULTILINE)
    check(f"README.md lists the rules {told}, shipped are {shipped}", told == shipped)
    for name in re.findall(r"`((?:\w+/)+\w+\.(?:cc|h))`", architecture):
        check(f"architecture.md: no file {name}", (ROOT / name).exists())


def main():
    links_and_tables()
    if os.access(PROGRAMS / "tocsin", os.X_OK):
        shown_commands()
        shown_rules()
        alert_and_webhook()
    elif not failures:
        print("tocsin is not built: only links and tables were checked")
        return 77
    print("\n".join(failures) or "docs_test: all as expected")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
