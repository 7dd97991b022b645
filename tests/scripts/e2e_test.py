#!/usr/bin/env python3
"""The real programs end to end: real folders, a real SQLite file, a real HTTP receiver.

What must hold: an article renamed in is an alert at the receiver, once; the daemon killed between any
two steps loses nothing and stores nothing twice; a receiver that was down gets its alert; bad input
gets a reason and nothing is lost. Needs TOCSIN and TOCSIND (CTest sets them), built with failpoints.
"""
import base64
import collections
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOCSIN = os.environ.get("TOCSIN", str(ROOT / "build/dev/tocsin"))
TOCSIND = os.environ.get("TOCSIND", str(ROOT / "build/dev/tocsind"))
SECRET = base64.b64encode(b"a secret of thirty-two bytes, so.").decode()
# Sanitizers make everything slower; a wait that fails still fails, only later.
PATIENCE = float(os.environ.get("TOCSIN_PATIENCE", "60"))

EXPULSION = """date 2024-05-02 By Ada Sample, Sample Wire

(Sample Wire) — Norway has expelled the Portuguese ambassador, the Norwegian Foreign Ministry said.
"""
RECALL = """date 2024-05-03

Chile has recalled its ambassador to Finland for consultations, the Chilean Foreign Ministry said.
"""
SUMMONS = """date 2024-05-04

Ireland has summoned the Peruvian ambassador to protest over a seized trawler.
"""
HARMLESS = "The baker of the village opened his shop an hour later than usual.\n"


def wait_for(what, condition, patience=PATIENCE):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError("waited in vain for " + what)


class Trap:
    """An HTTP receiver that keeps what it gets and answers what it is told to."""

    def __init__(self, port=0):
        self.got, self.answers, self.lock = [], [], threading.Lock()
        self.port = port
        self.server = None

    def start(self):
        trap = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with trap.lock:
                    answer = trap.answers.pop(0) if trap.answers else 200
                    trap.got.append((time.monotonic(), dict(self.headers), body, answer))
                self.send_response(answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.server = Server(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def accepted(self):
        with self.lock:
            return [(headers, body) for _, headers, body, answer in self.got if answer == 200]

    def bodies(self):
        return [json.loads(body) for _, body in self.accepted()]


class Site:
    """A config, its folders, and a daemon over them."""

    def __init__(self, trap=None, user=None, extra="", feed=""):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tocsin-e2e-"))
        self.drop, self.archive = self.folder / "drop", self.folder / "archive"
        self.quarantine, self.log = self.folder / "quarantine", self.folder / "alerts.jsonl"
        self.store, self.config = self.folder / "state/tocsin.db", self.folder / "tocsin.yml"
        self.http = self.folder / "http.sock"
        self.rules = self.folder / "rules"
        for folder in (self.drop, self.archive, self.quarantine, self.rules, self.folder / "state"):
            folder.mkdir()
        shutil.copy(next((ROOT / "rules/pack").glob("*.yml")), self.rules / "shipped.yml")
        (self.folder / "secret").write_text("whsec_" + SECRET + "\n")
        (self.folder / "secret").chmod(0o600)
        hook = ""
        if trap:
            hook = f"""
  - id: hook
    type: webhook
    url: http://127.0.0.1:{trap.port}/alerts
    secrets: [{{file: "{self.folder}/secret"}}]
    timeout: 5s
    retry: {{first: 100ms, longest: 300ms, give_up: 1h}}"""
        self.config.write_text(f"""
state: {self.folder}/state
workers: 2
store: {{path: {self.store}}}
intake:
  rescan: 1s
  incomplete: 2s
  feeds:
    - id: main
      path: {self.drop}
      archive: {self.archive}
      quarantine: {self.quarantine}
      settle: 100ms
      scan_settle: 300ms{feed}
rules: [{self.rules}]
receivers:
  - id: log
    type: log
    path: {self.log}{hook}
http: {{listen: "unix:{self.http}"}}
log: {{level: debug}}
{extra}""")
        self.user = user
        if user:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, user, user)
        self.daemon = None
        self.output = None
        self.made = 0

    def start(self, failpoint=None, wait=True):
        environment = {k: v for k, v in os.environ.items() if k != "TOCSIN_FAILPOINT"}
        if failpoint:
            environment["TOCSIN_FAILPOINT"] = failpoint
        # A socket of our own in place of systemd's.
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        address = str(self.folder / "notify.sock")
        pathlib.Path(address).unlink(missing_ok=True)
        notify.bind(address)
        os.chmod(address, 0o777)
        environment["NOTIFY_SOCKET"] = address
        if self.output:
            self.output.close()
        self.output = open(self.folder / "daemon.log", "ab")
        program = TOCSIND
        if self.user:  # who may not reach the build folder (/root, say)
            program = shutil.copy(TOCSIND, self.folder / "tocsind")
            os.chmod(program, 0o755)
            shutil.copy(pathlib.Path(TOCSIND).parent / "english.model", self.folder)
        self.daemon = subprocess.Popen([program, "--config", str(self.config)], env=environment,
                                       stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output,
                                       **({"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}))
        if wait:
            notify.settimeout(PATIENCE)
            while b"READY=1" not in notify.recv(4096):
                pass
        notify.close()
        return self

    def stop(self, number=signal.SIGTERM):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.send_signal(number)
            self.daemon.wait(30)
        self.output.close()
        return self.daemon.returncode

    def close(self):
        if self.daemon and self.daemon.poll() is None:
            self.daemon.kill()
            self.daemon.wait()
        if self.output:
            self.output.close()
        if os.environ.get("TOCSIN_KEEP"):
            print("kept:", self.folder, file=sys.stderr)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, text, name=None):
        """Writes beside the drop folder and renames in, as a good citizen does."""
        self.made += 1
        name = name or f"article-{self.made:03}.txt"
        aside = self.folder / "aside"
        aside.write_bytes(text if isinstance(text, bytes) else text.encode())
        if self.user:
            os.chown(aside, self.user, self.user)
        aside.rename(self.drop / name)
        return name

    def ask(self, path, host="localhost"):
        connection = http.client.HTTPConnection("localhost", timeout=10)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.connect(str(self.http))
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body

    def rows(self, query):
        with sqlite3.connect(f"file:{self.store}?mode=ro", uri=True, timeout=10) as database:
            return database.execute(query).fetchall()

    def count(self, table, where="1"):
        return self.rows(f"SELECT count(*) FROM {table} WHERE {where}")[0][0]

    def archived(self):
        return sorted(p for p in self.archive.rglob("*") if p.is_file())

    def quarantined(self):
        """name -> reason, each with its file beside it."""
        out = {}
        for note in self.quarantine.glob("*.json"):
            if (self.quarantine / note.name[:-5]).exists():
                out[note.name[:-5]] = json.loads(note.read_text())["reason"]
        return out

    def log_text(self):
        return (self.folder / "daemon.log").read_text(errors="replace")


class EndToEnd(unittest.TestCase):
    def site(self, **options):
        site = Site(**options)
        self.addCleanup(site.close)
        return site

    def trap(self):
        trap = Trap().start()
        self.addCleanup(trap.stop)
        return trap

    def test_a_renamed_article_is_an_alert_once(self):
        trap = self.trap()
        site = self.site(trap=trap).start()
        site.put(EXPULSION, "expulsion.txt")
        wait_for("the alert", trap.accepted)
        headers, body = trap.accepted()[0]
        alert = json.loads(body)
        self.assertEqual(alert["rule"], "ambassador-expulsion")
        self.assertIn("Norway has expelled the Portuguese ambassador", body.decode())
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        signature = base64.b64encode(hmac.new(base64.b64decode(SECRET), signed, hashlib.sha256).digest())
        self.assertEqual(headers["webhook-signature"], "v1," + signature.decode())
        self.assertLess(abs(time.time() - int(headers["webhook-timestamp"])), 60)
        wait_for("the archive", lambda: len(site.archived()) == 1 and not any(site.drop.iterdir()))
        self.assertEqual(site.archived()[0].read_text(), EXPULSION)
        self.assertRegex(str(site.archived()[0].relative_to(site.archive)), r"^\d{4}/\d\d/\d\d/expulsion.txt$")
        log = wait_for("the log line", lambda: site.log.read_text().splitlines())
        self.assertEqual(json.loads(log[0])["rule"], "ambassador-expulsion")

        # The same bytes under the same name, the same text in other bytes, and another report.
        site.put(EXPULSION, "expulsion.txt")
        site.put(EXPULSION.replace("has expelled", "has  expelled"), "respaced.txt")
        site.put(HARMLESS, "last.txt")
        wait_for("all to be filed", lambda: site.count("arrivals", "filing = 'done'") == 4)
        self.assertEqual(site.rows("SELECT outcome, reason, count(*) FROM arrivals GROUP BY 1, 2 ORDER BY 1, 2"),
                         [("duplicate", "same_bytes", 1), ("duplicate", "same_text", 1), ("stored", "", 2)])
        self.assertEqual(len(site.archived()), 4)
        self.assertEqual(len(trap.got), 1)
        self.assertEqual(site.stop(), 0)

    def test_a_file_written_in_place_is_taken_once_it_is_closed(self):
        site = self.site().start()
        with open(site.drop / "slow.txt", "w", encoding="utf-8") as file:
            file.write(EXPULSION[:40])
            file.flush()
            time.sleep(1.5)  # longer than settle and a rescan
            self.assertEqual(site.count("arrivals"), 0)
            file.write(EXPULSION[40:])
        wait_for("the alert", lambda: site.log.exists() and site.log.read_text())
        self.assertEqual(site.count("arrivals"), 1)

    KILL_AT = ["examine:read", "examine:analysed", "apply:arrival_stored", "apply:done", "commit:before",
               "commit:after", "filing:before_move", "filing:after_move", "file:moved", "deliver:before_send",
               "deliver:after_send", "deliver:before_record"]

    def test_killed_between_any_two_steps(self):
        articles = [EXPULSION, RECALL, SUMMONS, HARMLESS]
        for failpoint in self.KILL_AT:
            for occasion in (1, 2):
                with self.subTest(failpoint=failpoint, occasion=occasion):
                    trap = self.trap()
                    site = self.site(trap=trap)
                    names = [site.put(text) for text in articles]
                    site.start(f"{failpoint}:{occasion}", wait=False)
                    wait_for("the kill", lambda: site.daemon.poll() is not None)
                    self.assertEqual(site.daemon.returncode, -signal.SIGKILL)
                    site.start()
                    wait_for("the drop folder to be empty", lambda: not any(site.drop.iterdir()))
                    wait_for("all alerts", lambda: len({h["webhook-id"] for h, _ in trap.accepted()}) == 3)
                    wait_for("all to be recorded", lambda: site.count("deliveries", "state <> 'delivered'") == 0
                             and site.count("arrivals", "filing <> 'done'") == 0)
                    self.assertEqual(site.stop(), 0)
                    self.assertEqual(site.count("arrivals"), 4)
                    self.assertEqual(site.count("articles"), 4)
                    self.assertEqual(site.count("alerts"), 3)
                    self.assertEqual(site.count("deliveries"), 6)
                    self.assertEqual(sorted(p.read_text() for p in site.archived()), sorted(articles))
                    self.assertEqual(sorted(p.name for p in site.archived()), sorted(names))
                    bodies = collections.defaultdict(set)
                    for headers, body in trap.accepted():
                        bodies[headers["webhook-id"]].add(body)
                    self.assertTrue(all(len(b) == 1 for b in bodies.values()), "one id, one body")
                    logged = {json.loads(line)["id"] for line in site.log.read_text().splitlines()}
                    self.assertEqual(len(logged), 3)

    def test_killed_while_quarantining(self):
        for failpoint in ("quarantine:before_move", "quarantine:after_move"):
            with self.subTest(failpoint=failpoint):
                site = self.site()
                site.put(b"\x00\x01\x02\x03" * 100, "binary.txt")
                site.start(failpoint, wait=False)
                wait_for("the kill", lambda: site.daemon.poll() is not None)
                site.start()
                wait_for("the quarantine", lambda: site.quarantined() == {"binary.txt": "binary"})
                wait_for("the mark", lambda: site.count("arrivals", "filing <> 'done'") == 0)
                self.assertEqual(site.count("arrivals"), 1)
                self.assertEqual(list(site.drop.iterdir()), [])

    def test_a_file_that_kills_its_reader_is_quarantined_and_not_its_neighbours(self):
        site = self.site()
        site.put(EXPULSION, "killer.txt")
        for _ in range(4):  # once in company, three times alone
            site.start("examine:read", wait=False)
            wait_for("the kill", lambda: site.daemon.poll() is not None)
        site.put(RECALL, "neighbour.txt")
        site.start()
        wait_for("the quarantine", lambda: site.quarantined() == {"killer.txt": "crash"})
        wait_for("the neighbour", lambda: [p.name for p in site.archived()] == ["neighbour.txt"])

    def test_a_receiver_that_was_down_gets_the_alert(self):
        trap = self.trap()
        trap.stop()
        site = self.site(trap=trap).start()
        site.put(EXPULSION)
        wait_for("failed attempts", lambda: site.count("attempts", "error <> ''") >= 2)
        self.assertEqual(site.count("deliveries", "state = 'pending' AND receiver = 'hook'"), 1)
        wait_for("the log, which is not held up",
                 lambda: site.count("deliveries", "state = 'delivered' AND receiver = 'log'") == 1)
        site.stop(signal.SIGKILL)
        site.start()
        trap.start()
        wait_for("the alert", trap.accepted)
        wait_for("the record", lambda: site.count("deliveries", "state = 'delivered'") == 2)
        self.assertEqual(len(trap.accepted()), 1)

    def test_a_receiver_that_fails_is_tried_again_and_one_that_refuses_is_not(self):
        trap = self.trap()
        trap.answers = [500, 503, 429]
        site = self.site(trap=trap).start()
        site.put(EXPULSION)
        wait_for("the alert", trap.accepted)
        self.assertEqual([answer for *_, answer in trap.got], [500, 503, 429, 200])
        self.assertEqual(len({body for _, _, body, _ in trap.got}), 1)
        trap.answers = [400]
        site.put(RECALL)
        wait_for("the dead letter", lambda: site.count("deliveries", "state = 'dead'") == 1)
        site.put(SUMMONS)
        wait_for("the next alert", lambda: len(trap.accepted()) == 2)
        self.assertIn(2, json.loads(trap.accepted()[1][1]).get("missing", []), "the gap is named")

    def test_an_update_speaks_only_when_something_changed(self):
        trap = self.trap()
        site = self.site(trap=trap).start()
        site.put("date 2024-05-01\n\nNorway has ordered the Portuguese ambassador to leave the country.\n")
        wait_for("the first alert", lambda: len(trap.accepted()) == 1)
        site.put("date 2024-05-01\n\nNorway ordered the ambassador of Portugal to leave, officials in Oslo said.\n")
        wait_for("the second report", lambda: site.count("articles") == 2)
        site.put("date 2024-05-02\n\nNorway has expelled the Portuguese ambassador, police said.\n")
        wait_for("the update", lambda: len(trap.accepted()) == 2)
        first, second = trap.bodies()
        self.assertEqual(first["id"], second["id"])
        self.assertEqual((first["revision"], second["revision"]), (1, 2))
        self.assertEqual((first["status"], second["status"]), ("ordered", "occurred"))
        self.assertEqual(site.count("incidents"), 1)
        self.assertEqual(len(second["sources"]), 3)

    def test_bad_input_gets_a_reason_and_nothing_is_lost(self):
        site = self.site().start()
        site.put(b"", "empty.txt")
        site.put(b"x" * (20 << 20), "large.txt")
        site.put(bytes(range(256)) * 50, "binary.txt")
        site.put(EXPULSION.encode()[:-1] + b"\xe2\x80", "truncated.txt")
        site.put(b"\xff\xfe" + RECALL.encode("utf-16-le"), "utf16.txt")
        site.put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "paper.txt")
        os.mkfifo(site.drop / "fifo.txt")
        (site.folder / "outside.txt").write_text(EXPULSION)
        (site.drop / "link.txt").symlink_to(site.folder / "outside.txt")
        (site.drop / "folder.txt").mkdir()
        (site.drop / ".hidden").write_text(EXPULSION)
        (site.drop / "unfinished.txt.part").write_text(EXPULSION)
        name = b"caf\xe9\n\x1b[31m.txt"  # no UTF-8, a line break, a terminal's escape
        with open(os.path.join(os.fsencode(site.drop), name), "w", encoding="utf-8") as file:
            file.write(HARMLESS)
        wait_for("the quarantine", lambda: site.quarantined() == {
            "empty.txt": "empty", "large.txt": "too_large", "binary.txt": "binary",
            "truncated.txt": "truncated", "paper.txt": site.quarantined().get("paper.txt")})
        self.assertIn(site.quarantined()["paper.txt"], ("unsupported", "binary"))
        wait_for("what could be read", lambda: len(site.archived()) == 2)
        self.assertEqual(json.loads(site.log.read_text())["rule"], "ambassador-recall")
        self.assertEqual((site.quarantine / "large.txt").stat().st_size, 20 << 20)
        self.assertEqual(sorted(p.name for p in site.drop.iterdir()),
                         [".hidden", "fifo.txt", "folder.txt", "link.txt", "unfinished.txt.part"])
        wait_for("the health page to name them",
                 lambda: "fifo.txt" in site.ask("/healthz")[1] and "link.txt" in site.ask("/healthz")[1])
        self.assertNotIn("\x1b", site.log_text())
        for note in site.quarantine.glob("*.json"):
            self.assertTrue(json.loads(note.read_text())["message"], note)

    @unittest.skipIf(os.getuid() != 0, "needs root to make files that the daemon may not read")
    def test_no_permission_and_a_read_only_archive(self):
        site = self.site(user=65534)
        os.chmod(site.folder, 0o755)
        site.start()
        (site.folder / "aside").write_text(EXPULSION)
        (site.folder / "aside").chmod(0o600)
        (site.folder / "aside").rename(site.drop / "secret.txt")
        wait_for("the denied file in status", lambda: "secret.txt" in site.ask("/healthz")[1])
        self.assertEqual(site.count("arrivals"), 0)
        os.chown(site.drop / "secret.txt", 65534, 65534)
        wait_for("the file once it may be read", lambda: len(site.archived()) == 1)

        for folder in [site.archive, *(p for p in site.archive.rglob("*") if p.is_dir())]:
            folder.chmod(0o500)
        site.put(RECALL, "recall.txt")
        wait_for("the alert all the same", lambda: len(site.log.read_text().splitlines()) == 2)
        wait_for("the trouble in status", lambda: json.loads(site.ask("/healthz")[1])["waiting_to_be_filed"] == 1)
        self.assertTrue((site.drop / "recall.txt").exists())
        time.sleep(1.5)  # a rescan does not take it again
        self.assertEqual(site.count("arrivals"), 2)
        for folder in [site.archive, *(p for p in site.archive.rglob("*") if p.is_dir())]:
            folder.chmod(0o700)
        wait_for("the move", lambda: not (site.drop / "recall.txt").exists())
        self.assertEqual(len(site.archived()), 2)
        self.assertEqual(site.stop(), 0)

    @unittest.skipIf(os.getuid() != 0, "needs root to mount a small disk")
    def test_a_full_disk_holds_up_and_loses_nothing(self):
        trap = self.trap()
        site = self.site(trap=trap)
        state = site.folder / "state"
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", state], capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("no mounting here")
        self.addCleanup(subprocess.run, ["umount", "--lazy", state], check=False)
        site.start()
        site.put(EXPULSION)
        wait_for("the first alert", lambda: len(trap.accepted()) == 1)
        filler = state / "filler"
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        for i in range(20):
            site.put(f"Filler report {i}.\n" + HARMLESS * 400)
        site.put(RECALL, "recall.txt")
        wait_for("the trouble in health", lambda: "full" in site.ask("/healthz")[1])
        self.assertTrue(any(site.drop.iterdir()))
        self.assertIsNone(site.daemon.poll())
        filler.unlink()
        subprocess.run(["mount", "-o", "remount,size=50m", state], check=True)
        wait_for("the second alert", lambda: len({h["webhook-id"] for h, _ in trap.accepted()}) == 2)
        wait_for("all to be filed", lambda: site.count("arrivals", "filing = 'done'") == 22)
        self.assertEqual(site.count("articles"), 22)
        self.assertEqual(json.loads(site.ask("/healthz")[1])["status"], "ok")
        self.assertEqual(site.stop(), 0)

    def test_reload_takes_good_rules_and_keeps_the_old_ones_otherwise(self):
        site = self.site().start()
        good = (site.rules / "shipped.yml").read_text()
        (site.rules / "shipped.yml").write_text("rules:\n  - id: a\n    id: a\n    title: twice\n")
        site.daemon.send_signal(signal.SIGHUP)
        wait_for("the refusal in health", lambda: "reload" in site.ask("/healthz")[1])
        self.assertIn('result="refused"} 1', site.ask("/metrics")[1])
        site.put(EXPULSION)
        wait_for("an alert by the old rules", lambda: site.log.exists() and site.log.read_text())
        checked = subprocess.run([TOCSIN, "check", "--config", site.config], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 2)
        self.assertIn("shipped.yml:3:5", checked.stderr)
        (site.rules / "shipped.yml").write_text(good)
        (site.rules / "mine.yml").write_text(
            "id: any-recall\ntitle: 'Recall by {actor}'\nseverity: critical\n"
            "when: {type: SANCTION, mode: withdraw}\n")
        site.daemon.send_signal(signal.SIGHUP)
        wait_for("eight rules", lambda: json.loads(site.ask("/healthz")[1])["rules"] == 8)
        site.put(RECALL)
        wait_for("both alerts", lambda: len(site.log.read_text().splitlines()) == 3)
        self.assertIn("any-recall", site.log.read_text())

    def test_logs_reopen_and_health_answers(self):
        site = self.site().start()
        self.assertEqual(site.ask("/readyz")[0], 200)
        self.assertEqual(json.loads(site.ask("/healthz")[1])["status"], "ok")
        self.assertEqual(site.ask("/nowhere")[0], 404)
        site.put(EXPULSION)
        wait_for("the alert", lambda: site.log.exists() and site.log.read_text())
        site.log.rename(site.folder / "rotated")
        site.daemon.send_signal(signal.SIGUSR1)
        wait_for("the reopening", lambda: "alert logs reopened" in site.log_text())
        site.put(RECALL)
        wait_for("the next alert", lambda: site.log.exists() and site.log.read_text())
        self.assertEqual(len((site.folder / "rotated").read_text().splitlines()), 1)
        metrics = site.ask("/metrics")[1]
        self.assertIn('tocsin_files_total{outcome="stored"} 2', metrics)
        self.assertIn("tocsin_commit_seconds_bucket", metrics)
        status = subprocess.run([TOCSIN, "status", "--json", "--config", site.config], capture_output=True, text=True)
        self.assertEqual(json.loads(status.stdout)["daemon"]["status"], "ok")
        self.assertEqual(json.loads(status.stdout)["files"]["stored"], 2)
        self.assertEqual(stat.S_IMODE(site.http.stat().st_mode), 0o660)

    def test_two_daemons_do_not_share_a_store(self):
        site = self.site().start()
        second = subprocess.run([TOCSIND, "--config", site.config], capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(second.returncode, 1)
        self.assertIn("holds the store", second.stderr)
        once = subprocess.run([TOCSIN, "ingest", "--once", "--config", site.config], capture_output=True, text=True,
                              timeout=PATIENCE)
        self.assertEqual(once.returncode, 1)
        self.assertIn("holds the store", once.stderr)

    def test_a_config_that_cannot_be_used(self):
        site = self.site()
        for text, said in [("\tnot: [yaml", "error"), ("workers: many\n", "tocsin.yml:1:10"),
                           ("wokers: 2\n", "did you mean")]:
            with self.subTest(text=text):
                site.config.write_text(text)
                daemon = subprocess.run([TOCSIND, "--config", site.config], capture_output=True, text=True,
                                        timeout=PATIENCE)
                self.assertEqual(daemon.returncode, 78)
                checked = subprocess.run([TOCSIN, "check", "--config", site.config], capture_output=True, text=True,
                                         timeout=PATIENCE)
                self.assertEqual(checked.returncode, 3)
                self.assertIn(said, checked.stderr)
                self.assertIn(said, daemon.stderr)

    def test_ingest_once(self):
        site = self.site()
        for i, text in enumerate([EXPULSION, RECALL, HARMLESS]):
            (site.drop / f"{i}.txt").write_text(text)
        command = [TOCSIN, "ingest", "--once", "--json", "--config", site.config]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)
        summary = json.loads(done.stdout)
        self.assertEqual((summary["stored"], summary["alerts"], summary["delivered"]), (3, 2, 2))
        self.assertEqual(len(site.log.read_text().splitlines()), 2)
        self.assertEqual(list(site.drop.iterdir()), [])
        (site.drop / "empty.txt").write_text("")
        other = site.folder / "other"
        other.mkdir()
        (other / "3.txt").write_text(SUMMONS)
        done = subprocess.run([*command, other], capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual((done.returncode, json.loads(done.stdout)["stored"]), (0, 1))
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual((done.returncode, json.loads(done.stdout)["quarantined"]), (1, 1))

    def test_ingest_once_leaves_what_is_being_written_and_ends(self):
        site = self.site()
        (site.drop / "whole.txt").write_text(RECALL)
        command = [TOCSIN, "ingest", "--once", "--json", "--config", site.config]
        with open(site.drop / "growing.txt", "w", encoding="utf-8") as file:
            file.write("The first line of a report.\n")
            file.flush()
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
            self.assertEqual(done.returncode, 1, done.stderr)
            summary = json.loads(done.stdout)
            self.assertEqual((summary["stored"], summary["left"]), (1, 1))
            file.write(EXPULSION)
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual((done.returncode, json.loads(done.stdout)["alerts"]), (0, 1))

    def test_ingest_once_ends_while_files_keep_coming(self):
        site = self.site()
        stop = threading.Event()

        def produce():
            while not stop.is_set():
                site.put(HARMLESS + str(site.made))
                time.sleep(0.002)
        producer = threading.Thread(target=produce)
        producer.start()
        try:
            done = subprocess.run([TOCSIN, "ingest", "--once", "--config", site.config], capture_output=True,
                                  text=True, timeout=PATIENCE)
        finally:
            stop.set()
            producer.join()
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_deliveries_of_a_removed_receiver_wait_and_show(self):
        trap = self.trap()
        trap.stop()
        site = self.site(trap=trap).start()
        site.put(EXPULSION)
        wait_for("a failed attempt", lambda: site.count("attempts", "error <> ''"))
        site.stop()
        config = site.config.read_text()
        start, end = config.index("\n  - id: hook"), config.index("\nhttp:")
        site.config.write_text(config[:start] + config[end:])
        site.start()
        wait_for("the orphan in health", lambda: "receiver hook" in site.ask("/healthz")[1])
        self.assertEqual(site.count("deliveries", "state = 'pending'"), 1)

    def test_signals_during_start_and_a_second_interrupt(self):
        trap = self.trap()
        site = self.site(trap=trap).start(wait=False)

        def is_up():  # main() runs: SIGHUP (bit 0) is ignored or caught
            masks = dict(line.split(":\t") for line in
                         pathlib.Path(f"/proc/{site.daemon.pid}/status").read_text().splitlines())
            return (int(masks["SigIgn"], 16) | int(masks["SigCgt"], 16)) & 1
        wait_for("main", is_up)
        for _ in range(20):
            site.daemon.send_signal(signal.SIGUSR1)
            site.daemon.send_signal(signal.SIGHUP)
            time.sleep(0.01)
        wait_for("the daemon", site.http.exists)
        self.assertIsNone(site.daemon.poll())
        started = time.monotonic()
        site.daemon.send_signal(signal.SIGINT)
        site.daemon.send_signal(signal.SIGINT)
        self.assertEqual(site.daemon.wait(PATIENCE), 0)
        self.assertLess(time.monotonic() - started, 8)

    def test_kept_files_are_read_once(self):
        site = self.site(feed="\n      when_done: keep").start()
        site.put(EXPULSION, "kept.txt")
        wait_for("the alert", lambda: site.log.exists() and site.log.read_text())
        time.sleep(1.5)  # a rescan
        site.stop()
        site.start()
        site.put(HARMLESS)
        wait_for("the other file", lambda: site.count("articles") == 2)
        self.assertEqual(site.count("arrivals"), 2)
        self.assertTrue((site.drop / "kept.txt").exists())
        self.assertEqual(len(site.log.read_text().splitlines()), 1)

    def test_many_files_at_once(self):
        site = self.site().start()
        for i in range(500):
            site.put(f"Report {i}.\n\n{HARMLESS}")
        wait_for("all of them", lambda: site.count("arrivals", "filing = 'done'") == 500)
        self.assertEqual(len(site.archived()), 500)
        self.assertEqual(site.count("articles"), 500)


if __name__ == "__main__":
    unittest.main(verbosity=2)
