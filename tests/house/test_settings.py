"""Settings: each is told of wherever people look for it, and an unsafe one stops the start."""
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import Testing, is_plain_and_far

PROMISED = {  # in the description of the outside
    "PEOPLEHUB_SECRET_KEY", "PEOPLEHUB_SECRET_KEY_FALLBACKS", "PEOPLEHUB_DATABASE_URL",
    "PEOPLEHUB_REDIS_URL", "PEOPLEHUB_BASE_URL", "PEOPLEHUB_MAIL_URL", "PEOPLEHUB_FILES_URL",
    "PEOPLEHUB_TRUSTED_PROXIES", "PEOPLEHUB_SITE_NAME", "PORT",
}  # fmt: skip
KEY = "a key of a test that is long enough to be taken"
PUSH_KEY = Testing.PUSH_KEY
GOOD = {"PEOPLEHUB_SECRET_KEY": KEY, "PEOPLEHUB_BASE_URL": "https://peoplehub.example"}


def settings_read() -> set[str]:
    source = Path("config.py").read_text()
    own = re.findall(r'\b(?:setting|number)\("(\w+)"', source)
    return {f"PEOPLEHUB_{name}" for name in own} | {"PORT"}


def test_every_setting_is_in_the_pages_and_the_example_and_no_other():
    page, example = Path("docs/running.md"), Path("deploy/peoplehub.env.example")
    table = re.findall(r"^\| `(PORT|PEOPLEHUB_\w+)` \|", page.read_text(), re.M)
    example = re.findall(r"^#?(PORT|PEOPLEHUB_\w+)=", example.read_text(), re.M)
    assert sorted(table) == sorted(example) == sorted(settings_read())
    assert PROMISED <= settings_read()


def test_only_one_file_reads_the_environment():
    readers = {str(path) for path in [*Path("peoplehub").rglob("*.py"), Path("wsgi.py")]
               if re.search(r"os\.(environ|getenv)", path.read_text())}
    assert readers == set()


def start(tmp_path, **settings) -> subprocess.CompletedProcess:
    """What a process says and gives back that starts in production."""
    own = {name: value for name, value in os.environ.items()
           if not name.startswith(("PEOPLEHUB_", "FLASK_"))}
    env = own | {"PEOPLEHUB_PLACE": "production", "PEOPLEHUB_INSTANCE": str(tmp_path)} | settings
    prepare = "import config; config.chosen().prepare()"
    return subprocess.run([sys.executable, "-c", prepare], env=env, capture_output=True, text=True,
                          check=False)


def test_production_starts_with_a_key_and_an_address(tmp_path):
    assert start(tmp_path, **GOOD).returncode == 0
    assert start(tmp_path, **GOOD, PEOPLEHUB_PUSH_KEY=PUSH_KEY).returncode == 0


@pytest.mark.parametrize("wrong, names", [
    ({"PEOPLEHUB_SECRET_KEY": ""}, "PEOPLEHUB_SECRET_KEY"),
    ({"PEOPLEHUB_SECRET_KEY": "short"}, "PEOPLEHUB_SECRET_KEY"),
    ({"PEOPLEHUB_SECRET_KEY_FALLBACKS": f"{KEY},b"}, "PEOPLEHUB_SECRET_KEY_FALLBACKS"),
    ({"PEOPLEHUB_BASE_URL": ""}, "PEOPLEHUB_BASE_URL"),
    ({"PEOPLEHUB_BASE_URL": "https://"}, "PEOPLEHUB_BASE_URL"),
    ({"PEOPLEHUB_DATABASE_URL": "nonsense"}, "PEOPLEHUB_DATABASE_URL"),
    ({"PEOPLEHUB_BASE_URL": "http://peoplehub.example"}, "PEOPLEHUB_BASE_URL"),
    ({"PEOPLEHUB_PLACE": "prodution"}, "PEOPLEHUB_PLACE"),
    ({"PEOPLEHUB_THREADS": "many"}, "PEOPLEHUB_THREADS"),
    ({"PORT": "http"}, "PORT"),
    ({"PEOPLEHUB_PUSH_KEY": "a key"}, "PEOPLEHUB_PUSH_KEY"),
    ({"PEOPLEHUB_PUSH_KEY": "A" * 43}, "PEOPLEHUB_PUSH_KEY"),
    ({"PEOPLEHUB_PUSH_KEY": PUSH_KEY, "PEOPLEHUB_PUSH_CONTACT": "hello@localhost"},
     "PEOPLEHUB_PUSH_CONTACT"),
    ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
    ({"PEOPLEHUB_REDIS_URL": "redis://cache.example:6379/0"}, "PEOPLEHUB_REDIS_URL"),
    ({"PEOPLEHUB_DATABASE_URL": "postgresql+psycopg://a:b@db.example/hub?sslmode=require"},
     "PEOPLEHUB_DATABASE_URL"),
])
def test_what_is_missing_or_unsafe_stops_the_start_with_one_sentence(tmp_path, wrong, names):
    said = start(tmp_path, **GOOD | wrong)
    assert said.returncode != 0
    assert names in said.stderr and said.stderr.strip().count("\n") == 0


@pytest.mark.parametrize("url, is_refused", [
    ("sqlite:////var/lib/peoplehub/peoplehub.db", False),
    ("redis://localhost:6379/0", False),
    ("redis://redis:6379/0", False),
    ("redis://127.0.0.1:6379", False),
    ("redis://[::1]:6379", False),
    ("rediss://cache.example:6379", False),
    ("postgresql+psycopg:///peoplehub?host=/run/postgresql", False),
    ("postgresql+psycopg://a:b@db.example/hub?sslmode=verify-full", False),
    ("postgresql+psycopg://a:b@db.example/hub", True),
    ("redis://10.0.0.7:6379", True),
    ("redis://[fd00::7]:6379", True),
    ("postgresql+psycopg:///x?host=db.example.com", True),
    ("postgresql+psycopg://db/x?host=10.0.0.5", True),
    ("postgresql+psycopg:///x?host=/run/postgresql", False),
])
def test_other_machines_are_spoken_to_under_a_checked_certificate(url, is_refused):
    assert is_plain_and_far(url) is is_refused


def test_the_demonstration_stays_out_of_a_real_site(app, monkeypatch):
    monkeypatch.setitem(app.config, "PLACE", "production")
    said = app.test_cli_runner().invoke(args=["demo", "load"])
    assert said.exit_code != 0 and "real site" in said.output
