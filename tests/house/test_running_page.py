"""docs/running.md, followed word by word on a machine of its own: every command of the page is run,
but for those that install Debian's packages, add accounts, or start what systemd starts."""
import http.client
import os
import re
import shlex
import shutil
import socket
import ssl
import stat
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests import front, postgres
from tests.conftest import missing
from tests.ports import free_port
from tests.servers import ACTIVATED, HOUSE, INSTALL_REDIS, has_redis, redis

pytestmark = [pytest.mark.served, pytest.mark.slow, pytest.mark.xdist_group("running page")]
COPIED = ("peoplehub", "deploy", "migrations", "templates", "static", "config.py", "wsgi.py",
          "requirements.txt", "requirements.lock.txt")
MOVED = ("/etc/peoplehub", "/etc/nginx", "/etc/systemd", "/etc/redis", "/etc/cron.d", "/var/lib",
         "/var/backups", "/var/www", "/opt/peoplehub")
ONLY_NOTED = ("apt", "useradd", "usermod", "systemctl", "certbot", "sudoedit", "nginx", "git",
              "crontab")
NOTE = '#!/bin/sh\necho "$(basename "$0") $*" >>"$NOTED"\n'
ENABLING = """
[ "$1" = enable ] && for unit; do
    case $unit in *.socket) ;; *) continue ;; esac
    mkdir -p /etc/systemd/system/sockets.target.wants
    ln -sfn "$unit" "/etc/systemd/system/sockets.target.wants/$unit"
done
exit 0
"""
SUDO = '#!/bin/sh\n[ "$1" = -u ] && shift 2\nexec "$@"\n'
INSTALL = """#!/bin/sh
# without owner and group, which only root may give
for word; do
    shift
    case $word in
        -o|-g) skip=1 ;;
        *) [ -n "${skip:-}" ] || set -- "$@" "$word"; skip= ;;
    esac
done
exec /usr/bin/install "$@"
"""
RUNUSER = '#!/bin/sh\nshift 3\nexec "$@"\n'


class Machine:
    """Empty folders in place of /etc, /var and /opt, and a sudo that changes nobody."""

    def __init__(self, root: Path):
        self.root, self.project = root, root / "opt/peoplehub"
        self.programs = root / "programs"
        self.environment = {"PATH": f"{self.programs}:{os.environ['PATH']}", "HOME": str(root),
                            "NOTED": str(root / "noted"), "LANG": "C.UTF-8"}
        self.programs.mkdir()
        for name in ("etc/systemd/system", "etc/redis", "etc/cron.d", "etc/nginx/conf.d", "var/lib",
                     "etc/nginx/sites-enabled"):
            (root / name).mkdir(parents=True)
        for name in COPIED:
            copy = shutil.copytree if (HOUSE / name).is_dir() else shutil.copy
            self.project.mkdir(parents=True, exist_ok=True)
            copy(HOUSE / name, self.project / name)
        (self.project / ".venv").symlink_to((HOUSE / ".venv").resolve())
        for path in [*self.project.glob("deploy/**/*.sh"), self.project / "deploy/setup.sh",
                     self.project / "peoplehub/admin/deployment.py",
                     self.project / "deploy/peoplehub.env.example"]:
            path.write_text(self.moved(path.read_text()))
        for name, words in {"sudo": SUDO, "install": INSTALL, "runuser": RUNUSER,
                            **dict.fromkeys(ONLY_NOTED, NOTE),
                            "systemctl": NOTE + self.moved(ENABLING)}.items():
            (self.programs / name).write_text(words)
            (self.programs / name).chmod(0o755)

    def moved(self, words: str) -> str:
        for path in MOVED:
            words = words.replace(path, f"{self.root}{path}")
        return words.replace(f"{self.root}{self.root}", str(self.root))

    def follow(self, part: str, **replaced: str) -> str:
        """Type every block of a part of the page; what the commands said."""
        page = (HOUSE / "docs/running.md").read_text().partition(f"\n## {part}")[2]
        lines = re.findall(r"^    (.+)$", page.partition("\n## ")[0], re.M)
        script = self.moved("\n".join(line for line in lines if "deploy/setup.sh" not in line))
        script = re.sub(r"/var/run/postgresql", replaced.get("socket", "/nowhere"), script)
        return self.type(script.replace("; doctor", ""))

    def type(self, script: str, check: bool = True) -> str:
        done = subprocess.run(["sh", "-eu", "-c", script], cwd=self.project, text=True, check=False,
                              env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        assert not check or done.returncode in (0, 1), done.stdout
        return done.stdout

    def doctor(self) -> dict[str, tuple[str, str]]:
        said = self.type(".venv/bin/flask --app wsgi doctor", check=False)
        lines = re.findall(r"^(ok|NOT SO|-) +([^:]+): (.+)$", said, re.M)
        assert lines, said
        return {name: (mark, words) for mark, name, words in lines}


@pytest.fixture(scope="module")
def followed():
    """A machine on which the shortest way was gone."""
    with TemporaryDirectory(prefix="peoplehub-machine-") as root:
        Path(root).chmod(0o755)
        machine = Machine(Path(root))
        machine.said = machine.follow("The shortest way")
        yield machine


@pytest.fixture
def machine(followed):
    """It, whose settings are afterwards as they were."""
    settings = followed.root / "etc/peoplehub/peoplehub.env"
    before = settings.read_text()
    yield followed
    settings.write_text(before)
    settings.chmod(0o640)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_shortest_way_leads_to_a_site_that_is_closed_and_knows_its_name(machine):
    said = machine.said
    assert said.count("https://hub.example.org/forgotten-password/") == 3, said
    assert "4 boards are there" in said
    site = (machine.root / "etc/nginx/sites-enabled/peoplehub.conf").read_text()
    assert "peoplehub.example" not in site and site.count("server_name hub.example.org;") == 2
    kept = machine.root / "var/lib/peoplehub"
    assert mode(kept) == 0o750 and mode(kept / "peoplehub.db") == 0o600
    assert mode(machine.root / "etc/peoplehub/peoplehub.env") == 0o640
    assert all(mode(one) & 0o004 for one in (kept / "assets").rglob("*")), "nginx reads them"
    found = machine.doctor()
    for name in ("place", "address", "settings", "folder", "database", "schema", "files", "nginx",
                 "proxies", "boards", "demonstration", "restarts"):
        assert found[name][0] == "ok", (name, found[name])
    for name in ("email", "worker", "team", "backups"):
        assert found[name][0] == "NOT SO", (name, found[name])
    assert "Set PEOPLEHUB_MAIL_URL" in found["email"][1]


def test_the_backup_of_the_page_holds_everything_and_can_be_restored(machine):
    kept = machine.root / "var/lib/peoplehub"
    files = kept / "files/ab"
    files.mkdir(parents=True)
    (files / f"ab{'0' * 30}.webp").write_bytes(b"a picture")
    said = machine.follow("Backups")
    assert "It is whole" in said and "It can be restored: restored beside" in said, said
    [made] = kept.glob("backups/*.backup")
    assert mode(made) == 0o600 and b"Willow" not in made.read_bytes()
    assert "on the disk of the site itself" in machine.doctor()["backups"][1]
    for name in ("peoplehub.db", "peoplehub.db-wal", "peoplehub.db-shm"):
        (kept / name).unlink(missing_ok=True)
    restored = machine.type(".venv/bin/flask --app wsgi backup restore")
    assert "1 were there" in restored and "You can start the site" in restored, restored
    people = machine.type(".venv/bin/flask --app wsgi people role you@hub.example.org admin")
    assert "Willow is now" in people


def test_doctor_says_what_was_left_open_or_forgotten(machine):
    machine.type(f"chmod 0755 {machine.root}/var/lib/peoplehub; "
                 f"chmod 0644 {machine.root}/etc/peoplehub/peoplehub.env; "
                 f"rm {machine.root}/etc/nginx/sites-enabled/peoplehub.conf; "
                 f"rm -r {machine.root}/etc/systemd/system/sockets.target.wants; "
                 f"sed -i 's/^PEOPLEHUB_TRUSTED_PROXIES=.*//' {machine.root}/etc/peoplehub/*.env")
    found = machine.doctor()
    for name, what_to_do in {"folder": "chmod 0750", "settings": "chmod 0640",
                             "nginx": "configure.sh", "proxies": "TRUSTED_PROXIES=1",
                             "restarts": ".socket units"}.items():
        assert found[name][0] == "NOT SO" and what_to_do in found[name][1], found[name]


def test_postgresql_as_the_page_has_it_gives_the_site_rows_and_no_table(machine):
    if postgres.binaries() is None:
        missing("PostgreSQL", postgres.INSTALL)
    with ExitStack() as running:
        folder = machine.root / "server"
        url = running.enter_context(postgres.running(folder))
        machine.environment |= {
            "PGHOST": str(folder), "PGPORT": re.search(r":(\d+)/", url)[1],
            "PGUSER": "hub", "PGDATABASE": "postgres",
            "PATH": f"{machine.programs}:{postgres.binaries()}:{os.environ['PATH']}"}
        machine.follow("PostgreSQL", socket=str(folder))
        found = machine.doctor()
        for name in ("database", "schema", "rights", "record"):
            assert found[name][0] == "ok", (name, found[name])
        machine.type("psql -d peoplehub -c 'GRANT ALL ON audit_record TO peoplehub; "
                     "REVOKE ALL ON topic FROM peoplehub'")
        found = machine.doctor()
        assert found["record"][0] == "NOT SO" and "audit_record" in found["record"][1]
        assert found["rights"][0] == "NOT SO" and "topic" in found["rights"][1]
        machine.type("psql -d peoplehub -f deploy/postgresql/rights.sql")
        found = machine.doctor()
        assert (found["record"][0], found["rights"][0]) == ("ok", "ok")


def test_redis_as_the_page_has_it_asks_for_the_password_that_the_site_knows(machine):
    if not has_redis():
        missing("Redis", INSTALL_REDIS)
    machine.follow("Redis")
    settings = machine.root / "etc/peoplehub/peoplehub.env"
    told = (machine.root / "etc/redis/redis.conf").read_text()
    password = re.fullmatch(r"requirepass ([0-9a-f]{48})\n", told)[1]
    assert f"\nPEOPLEHUB_REDIS_URL=redis://:{password}@localhost:6379/0\n" in settings.read_text()
    folder = machine.root / "redis"
    folder.mkdir()
    with redis(folder, settings=machine.root / "etc/redis/redis.conf") as url:
        port = re.search(r":(\d+)/", url)[1]
        settings.write_text(settings.read_text().replace(":6379/", f":{port}/"))
        found = machine.doctor()
        assert (found["redis"][0], found["Redis's password"][0]) == ("ok", "ok"), found
        settings.write_text(settings.read_text().replace(f":{password}@", ""))
        assert machine.doctor()["redis"][0] == "NOT SO"


def test_beyond_one_process_what_the_units_start_serves_behind_the_nginx_of_the_page(machine):
    """Without systemd: the command of each unit, with its settings and its socket if it has one."""
    if not has_redis():
        missing("Redis", INSTALL_REDIS)
    if not front.has_nginx():
        missing("nginx", front.INSTALL_NGINX)
    machine.follow("Redis")
    with ExitStack() as running:
        settings = machine.root / "etc/peoplehub/peoplehub.env"
        (machine.root / "redis-many").mkdir()
        url = running.enter_context(redis(machine.root / "redis-many",
                                          settings=machine.root / "etc/redis/redis.conf"))
        port = re.search(r":(\d+)/", url)[1]
        settings.write_text(settings.read_text().replace(":6379/", f":{port}/"))
        machine.follow("Beyond one process")
        started = set(re.findall(r"systemctl enable --now (.*)",
                                 (machine.root / "noted").read_text())[-1].split())
        assert {"peoplehub-web", "peoplehub-live@8101", "peoplehub-worker"} <= started
        ports = {}
        for name in sorted(started):
            ports |= running.enter_context(unit_of(machine, name))
        serving = running.enter_context(nginx_of(machine, ports))
        page = asked(serving, "GET", "/help-now")
        assert page.status == 200 and page.headers["Strict-Transport-Security"]
        assert asked(serving, "POST", "/messages/1").status in (302, 303, 400, 403)
        refused = asked(serving, "GET", "/socket.io/?EIO=4&transport=polling")
        assert refused.status == 400 and b"own pages" in refused.body, "of the live process"
        found = machine.doctor()
        for name in ("redis", "worker", "nginx", "restarts"):
            assert found[name][0] == "ok", (name, found[name])


@contextmanager
def unit_of(machine, name: str):
    """What systemd does with a unit: its settings and its command, and first of all its socket.
    Yields the port of the page and the one that it has here."""
    template, _, instance = name.partition("@")
    units = machine.root / "etc/systemd/system"
    unit = f"{template}{'@' * bool(instance)}"
    service = machine.moved((units / f"{unit}.service").read_text()).replace("%i", instance)
    said = dict(re.findall(r"^(\w+)=(.*)$", service, re.M))
    own = dict(re.findall(r"^(\w+)=(.*)$", Path(said["EnvironmentFile"]).read_text(), re.M))
    port = re.search(r"^Environment=PORT=(\d+)", service, re.M)
    own |= {"PORT": port[1]} if port else {}
    command, given, held = shlex.split(said["ExecStart"]), [], None
    if (units / f"{unit}.socket").exists():
        held = socket.create_server(("127.0.0.1", 0), backlog=100)
        given = [held.fileno()]
        command = ["-c", ACTIVATED, str(held.fileno()), *command]
    log = machine.root / f"{name}.log"
    process = subprocess.Popen(
        [sys.executable, *command], cwd=said["WorkingDirectory"], pass_fds=given,
        env=machine.environment | own, stdout=log.open("w"), stderr=subprocess.STDOUT)
    try:
        yield {port[1]: str(held.getsockname()[1])} if held else {}
        assert process.poll() is None, log.read_text()[-2000:]
    finally:
        process.terminate()
        process.wait(30)
        if held:
            held.close()


@contextmanager
def nginx_of(machine, ports: dict[str, str]):
    """The files that configure.sh has written, with other ports and a certificate of our own."""
    folder, port, plain = machine.root / "nginx", free_port(), free_port()
    folder.mkdir(exist_ok=True)
    front.make_certificate(folder)
    upstreams = (machine.root / "etc/nginx/conf.d/peoplehub-upstreams.conf").read_text()
    for before, now in ports.items():
        upstreams = upstreams.replace(f":{before}", f":{now}")
    site = (machine.root / "etc/nginx/sites-enabled/peoplehub.conf").read_text()
    conf = folder / "nginx.conf"
    conf.write_text(front.configuration(folder, plain, port, upstreams, site))
    process = subprocess.Popen(["nginx", "-p", folder, "-c", conf, "-e", folder / "start.log"])
    try:
        front.until_open(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def asked(port: int, method: str, path: str):
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    raw = socket.create_connection(("127.0.0.1", port), 60)
    connection = http.client.HTTPSConnection("hub.example.org", timeout=60)
    connection.sock = trusting.wrap_socket(raw, server_hostname="hub.example.org")
    connection.request(method, path, headers={"Host": "hub.example.org"})
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize("settings, why", [
    ("PEOPLEHUB_BASE_URL=https://peoplehub.example\n", "still the example"),
    ("PEOPLEHUB_BASE_URL=http://hub.example.org\n", "no https:// address"),
    ("", "no https:// address"),
])
def test_nginx_is_not_told_a_name_that_is_not_the_sites_own(machine, settings, why):
    path = machine.root / "settings"
    path.write_text(settings)
    said = machine.type(f"sh deploy/nginx/configure.sh one {path} {machine.root}/other")
    assert "Nothing was changed" in said and why in said
    assert not (machine.root / "other").exists()
