#!/usr/bin/env python3
"""The command lines of tocsin and tocsind, as a person at a terminal meets them.

What must hold: wrong usage says what was meant, a wrong config or secret is told before anything runs,
exit codes mean what docs/operations.md says, help fits 80 columns. Needs TOCSIN and TOCSIND.
"""
import http.server
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOCSIN = os.environ.get("TOCSIN", str(ROOT / "build/dev/tocsin"))
TOCSIND = os.environ.get("TOCSIND", str(ROOT / "build/dev/tocsind"))
PATIENCE = float(os.environ.get("TOCSIN_PATIENCE", "60"))
DEFAULT = "/etc/tocsin/tocsin.yml"

ARTICLE = "date 2024-05-02\n\nNorway has expelled the Portuguese ambassador, the Norwegian Foreign Ministry said.\n"


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, errors="replace",
                          timeout=PATIENCE, stdin=subprocess.DEVNULL, **options)


class Answer:
    """A Unix socket that answers every request with one JSON object, as a daemon would."""

    def __init__(self, path, body):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                text = json.dumps(body).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def address_string(self):
                return "local"

            def log_message(self, *_):
                pass

        class Server(http.server.HTTPServer):
            address_family = socket.AF_UNIX

            def server_bind(self):
                self.socket.bind(str(path))
                self.server_name, self.server_port = "localhost", 0

        self.server = Server(str(path), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tocsin-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.config, self.store = self.folder / "tocsin.yml", self.folder / "state/tocsin.db"
        self.drop, self.rules = self.folder / "drop", self.folder / "rules"
        for folder in (self.drop, self.rules):
            folder.mkdir()
        shutil.copy(next((ROOT / "rules/pack").glob("*.yml")), self.rules / "shipped.yml")
        self.write()

    def write(self, hook="", extra=""):
        self.config.write_text(f"""
state: {self.folder}/state
store: {{path: {self.store}}}
intake:
  feeds:
    - {{id: main, path: {self.drop}, archive: {self.folder}/archive, quarantine: {self.folder}/quarantine}}
rules: [{self.rules}]
receivers:
  - {{id: log, type: log, path: {self.folder}/alerts.jsonl}}
{hook}
http: {{listen: "unix:{self.folder}/http.sock"}}
{extra}""")

    def with_secret(self, secret):
        self.write(f"  - {{id: hook, type: webhook, url: 'http://127.0.0.1:9/', secrets: [{secret}]}}")

    def fill(self):
        """A store with one article and its alert."""
        (self.drop / "one.txt").write_text(ARTICLE)
        done = run(TOCSIN, "ingest", "--once", "--config", self.config)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def test_help_fits_a_terminal(self):
        listing = run(TOCSIN, "--help").stdout.split("Subcommands:\n")[1].split("\n\n")[0]
        commands = [[line.split()[0]] for line in listing.splitlines() if line.startswith("  ") and line[2] != " "]
        self.assertGreaterEqual(len(commands), 8)
        for command in [[], *commands, ["rules", "try"]]:
            with self.subTest(command=command):
                helped = run(TOCSIN, *command, "--help")
                self.assertEqual(helped.returncode, 0)
                self.assertIn("64 wrong usage", helped.stdout.replace("\n", " "))
                for line in helped.stdout.splitlines():
                    self.assertLessEqual(len(line), 80, line)
        helped = run(TOCSIND, "--help")
        self.assertLessEqual(max(map(len, helped.stdout.splitlines())), 80)

    def test_wrong_usage_says_what_was_meant(self):
        for program, words, status, said in [
                (TOCSIN, ["statu"], 64, 'no command statu; did you mean status?'),
                (TOCSIN, ["rules", "tyr"], 64, "did you mean try?"),
                (TOCSIN, ["check", "--confg", "x"], 64, "check has no flag --confg; did you mean --config?"),
                (TOCSIN, ["zzzzzzz"], 64, "no command zzzzzzz\n"),
                (TOCSIN, [], 64, "required"),
                (TOCSIN, ["check", "--config"], 64, "--config"),
                (TOCSIN, ["alerts", "--limit", "many"], 64, "many"),
                (TOCSIN, ["ingest"], 64, "--once"),
                (TOCSIN, ["extract"], 64, "--jsonl"),
                (TOCSIN, ["rules", "try"], 64, "--jsonl"),
                (TOCSIND, ["--config"], 2, "--config needs a file"),
                (TOCSIND, ["--config="], 2, "--config needs a file"),
                (TOCSIND, ["--confg=x"], 2, "did you mean --config?")]:
            with self.subTest(words=words):
                done = run(program, *words)
                self.assertEqual((done.returncode, done.stdout), (status, ""))
                self.assertIn(said, done.stderr)

    @unittest.skipIf(os.path.exists(DEFAULT), "this machine has a config")
    def test_no_default_config(self):
        for program, words, status in [(TOCSIN, ["check"], 3), (TOCSIN, ["status"], 3), (TOCSIN, ["alerts"], 3),
                                       (TOCSIN, ["ingest", "--once"], 3), (TOCSIND, [], 78)]:
            with self.subTest(words=words):
                done = run(program, *words)
                self.assertEqual(done.returncode, status)
                self.assertIn(DEFAULT, done.stderr)
                self.assertIn("--config FILE", done.stderr)

    def test_the_hint_names_the_config_that_is_wrong(self):
        self.config.write_text("wokers: 2\n")
        done = run(TOCSIND, "--config", self.config)
        self.assertEqual(done.returncode, 78)
        self.assertIn(f"`tocsin check --config {self.config}`", done.stderr)

    def test_check_of_a_good_config_counts_in_words(self):
        done = run(TOCSIN, "check", "--config", self.config)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, "good; 1 feed, [0-9]+ rules, 1 receiver\n")

    def test_a_secret_that_cannot_be_used_is_a_config_error_everywhere(self):
        (self.folder / "bad").write_text("whsec_***\n")
        (self.folder / "bad").chmod(0o600)
        for secret, said in [(f"{{file: {self.folder}/nowhere}}", "nowhere"),
                             (f"{{file: {self.folder}/bad}}", "bad"),
                             ("{environment: TOCSIN_NO_SUCH_SECRET}", "TOCSIN_NO_SUCH_SECRET")]:
            with self.subTest(secret=secret):
                self.with_secret(secret)
                for program, words, status in [(TOCSIN, ["check"], 3), (TOCSIN, ["ingest", "--once"], 3),
                                               (TOCSIND, [], 78)]:
                    done = run(program, *words, "--config", self.config)
                    self.assertEqual(done.returncode, status, (words, done.stderr))
                    self.assertIn("receiver hook: the secret", done.stderr)
                    self.assertIn(said, done.stderr)
                    self.assertNotIn("***", done.stderr)
                rows = [json.loads(line) for line in
                        run(TOCSIN, "check", "--json", "--config", self.config).stdout.splitlines()]
                self.assertEqual([row["file"] for row in rows], [str(self.config)])
                self.assertFalse(self.store.exists(), "nothing was opened")

    def test_a_language_model_that_cannot_be_used(self):
        shipped = (pathlib.Path(TOCSIN).parent / "english.model").read_bytes()
        other_version = shipped[:8] + b"\xff\xff" + shipped[10:]
        damaged = shipped[:-100] + bytes(100)
        for name, content in [("nowhere", None), ("empty", b""), ("text", b"not a model\n" * 99),
                              ("truncated", shipped[:-100]), ("damaged", damaged), ("version", other_version)]:
            with self.subTest(name=name):
                model = self.folder / name
                if content is not None:
                    model.write_bytes(content)
                self.write(extra=f"language: {{model: {model}}}")
                for program, words, status in [(TOCSIN, ["check"], 3), (TOCSIN, ["ingest", "--once"], 3),
                                               (TOCSIND, [], 78)]:
                    done = run(program, *words, "--config", self.config)
                    self.assertEqual(done.returncode, status, (words, done.stderr))
                    self.assertIn("the language model cannot be used", done.stderr)
                    self.assertIn(str(model), done.stderr)
                    self.assertFalse(self.store.exists(), "nothing was opened")
                done = run(TOCSIN, "extract", "--jsonl", "--model", model)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertIn(str(model), done.stderr)

    def test_another_language_model_is_used(self):
        model = self.folder / "mine.model"
        shutil.copy(pathlib.Path(TOCSIN).parent / "english.model", model)
        self.write(extra="language: {model: mine.model}")
        self.assertEqual(run(TOCSIN, "check", "--config", self.config).returncode, 0)
        self.assertIn("1 alert", self.fill().stdout)
        missing = run(TOCSIN, "check", "--config", self.config, env={**os.environ, "TOCSIN_MODEL": "/nowhere"})
        self.assertEqual(missing.returncode, 0, "the config's counts before the environment's")
        self.write()
        missing = run(TOCSIN, "check", "--config", self.config, env={**os.environ, "TOCSIN_MODEL": "/nowhere"})
        self.assertEqual(missing.returncode, 1)
        self.assertIn("/nowhere", missing.stderr)

    def test_a_credential_is_not_judged_by_hand_but_by_the_daemon(self):
        self.with_secret("{credential: hook-secret}")
        environment = {k: v for k, v in os.environ.items() if k != "CREDENTIALS_DIRECTORY"}
        done = run(TOCSIN, "check", "--config", self.config, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("not checked", done.stderr)
        self.assertEqual(run(TOCSIND, "--config", self.config, env=environment).returncode, 78)

    def test_ingest_of_a_folder_that_is_none(self):
        (self.folder / "file").write_text("x")
        for name in ("missing", "file"):
            with self.subTest(name=name):
                done = run(TOCSIN, "ingest", "--once", "--config", self.config, self.folder / name)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertIn(str(self.folder / name), done.stderr)
        self.drop.rmdir()
        done = run(TOCSIN, "ingest", "--once", "--config", self.config)
        self.assertEqual(done.returncode, 1)
        self.assertIn(str(self.drop), done.stderr)

    def test_ingest_says_by_its_status_what_is_wrong(self):
        self.fill()
        with sqlite3.connect(self.store) as database:
            database.execute("PRAGMA user_version = 999")
        command = [TOCSIN, "ingest", "--once", "--config", self.config]
        done = run(*command)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("schema", done.stderr)
        (self.rules / "shipped.yml").write_text("ruels: []\n")
        done = run(*command)
        self.assertEqual(done.returncode, 2)
        self.assertIn("shipped.yml:1:1", done.stderr)
        self.write(extra="wokers: 2")
        self.assertEqual(run(*command).returncode, 3)

    def test_one_of_a_thing_is_singular(self):
        done = self.fill()
        self.assertIn("1 file stored", done.stdout)
        self.assertIn("1 event, 1 alert, 1 delivery\n", done.stdout)
        status = run(TOCSIN, "status", "--config", self.config)
        self.assertIn("1 article, 1 event, 1 incident, 1 alert\n", status.stdout)
        self.assertIn(", 1 article, rule ", run(TOCSIN, "alerts", "--config", self.config).stdout)
        (self.folder / "one.txt").write_text(ARTICLE)
        self.assertIn(": 1 event\n", run(TOCSIN, "extract", self.folder / "one.txt").stdout)
        self.assertIn(": 1 alert\n", run(TOCSIN, "rules", "try", self.folder / "one.txt").stdout)

    def test_status_without_a_store_still_asks_the_daemon(self):
        answer = Answer(self.folder / "http.sock", {"status": "ok", "version": "9.9", "started": "2026-01-01"})
        self.addCleanup(answer.stop)
        done = run(TOCSIN, "status", "--config", self.config)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{self.store}: the store does not exist yet", done.stderr)
        self.assertIn("daemon     ok, version 9.9", done.stdout)
        answered = json.loads(run(TOCSIN, "status", "--json", "--config", self.config).stdout)
        self.assertEqual(answered["daemon"]["version"], "9.9")
        self.assertIn("does not exist yet", answered["error"])
        self.assertFalse(self.store.exists())

    def test_status_lists_files_that_are_not_taken(self):
        feed = {"id": "main", "denied": 2, "skipped": 20,
                "not_taken": [{"path": f"/drop/{i:02}", "reason": "may not be read"} for i in range(12)]}
        answer = Answer(self.folder / "http.sock", {"status": "degraded", "feeds": [feed, {"id": "b"}]})
        self.addCleanup(answer.stop)
        self.fill()
        shown = run(TOCSIN, "status", "--config", self.config).stdout
        self.assertIn("feed main does not take 22 files:\n", shown)
        self.assertEqual(shown.count(": may not be read\n"), 10)
        self.assertIn("/drop/09: may not be read\n      and 12 more\n", shown)
        self.assertNotIn("feed b", shown)

    def test_status_lists_dead_letters(self):
        self.fill()
        with sqlite3.connect(self.store) as database:
            for number in range(2, 14):
                database.execute("INSERT INTO deliveries (receiver, sequence, alert, revision, key, payload, state,"
                                 " attempts, created, due, last_error) SELECT receiver, ?, alert, ?, key, payload,"
                                 " 'dead', 1, created, due, 'HTTP ' || ? FROM deliveries WHERE sequence = 1",
                                 (number, number, 400 + number))
            alert = database.execute("SELECT id FROM alerts").fetchone()[0]
        shown = run(TOCSIN, "status", "--config", self.config).stdout
        self.assertIn(f"dead letter 13 to log: alert {alert}, revision 13: HTTP 413\n", shown)
        self.assertEqual(shown.count("dead letter "), 10)
        self.assertIn("and 2 more\n", shown)
        rows = json.loads(run(TOCSIN, "status", "--json", "--config", self.config).stdout)["dead_letters"]
        self.assertEqual(len(rows), 12)
        self.assertEqual(rows[0], {"receiver": "log", "sequence": 13, "alert": alert, "revision": 13,
                                   "last_error": "HTTP 413"})

    def test_a_closed_pipe_ends_quietly(self):
        # Far more than a pipe holds, to a reader that takes one line and leaves.
        line = json.dumps({"id": "x" * 1000, "text": "Nothing."}) + "\n"
        source = self.folder / "lines"
        source.write_text(line * 2000)
        with open(source, encoding="utf-8") as lines:
            program = subprocess.Popen([TOCSIN, "extract", "--jsonl"], stdin=lines, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            self.assertTrue(program.stdout.readline().startswith(b"{"))
            program.stdout.close()
            self.assertEqual(program.stderr.read(), b"")
            program.stderr.close()
            self.assertNotEqual(program.wait(PATIENCE), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
