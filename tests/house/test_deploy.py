"""What a charity needs to run it for real is whole."""
import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import missing

DEPLOY = Path("deploy").absolute()
MADE = ("./certificates", "./nginx/sites-enabled/peoplehub.conf")  # before the first start


def test_the_units_start_what_is_there():
    units = sorted(path.name for path in (DEPLOY / "systemd").glob("*.service"))
    assert units == ["peoplehub-live@.service", "peoplehub-messages.service",
                     "peoplehub-web.service", "peoplehub-worker.service", "peoplehub.service"]
    for name in units:
        service = unit(name)["Service"]
        assert service["User"] == "peoplehub" and service["NoNewPrivileges"] == "yes"
        for conf in re.findall(r"deploy/\S+", service["ExecStart"]):
            assert (DEPLOY.parent / conf).exists()
        pages_are_served = name in ("peoplehub.service", "peoplehub-messages.service",
                                     "peoplehub-web.service")
        assert pages_are_served == (service.get("ExecReload") == "/bin/kill -HUP $MAINPID")


@pytest.mark.parametrize("name, port", [("peoplehub", "8000"), ("peoplehub-web", "8000"),
                                        ("peoplehub-messages", "8001"),
                                        ("peoplehub-live@", "%i")])
def test_the_port_of_each_process_that_is_asked_is_held_by_systemd(name, port):
    service, held = unit(f"{name}.service"), unit(f"{name}.socket")
    assert service["Unit"]["Requires"] == f"{name}{'%i' * name.endswith('@')}.socket"
    assert f"PORT={port}" in service["Service"]["Environment"]
    assert held["Socket"]["ListenStream"] == f"127.0.0.1:{port}"
    assert held["Install"]["WantedBy"] == "sockets.target"


def test_systemd_finds_nothing_to_say_about_the_units(tmp_path):
    if not shutil.which("systemd-analyze"):
        missing("systemd-analyze", "install it with: apt-get install systemd")
    for path in (DEPLOY / "systemd").iterdir():
        here = tmp_path / path.name.replace("@", "@8101")
        here.write_text(path.read_text().replace("/opt/peoplehub/.venv/bin", "/usr/bin")
                        .replace("/bin/gunicorn", "/bin/true").replace("/bin/flask", "/bin/true"))
    said = subprocess.run(["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()],
                          capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout + said.stderr) == (0, "")


def unit(name: str) -> configparser.ConfigParser:
    found = configparser.ConfigParser(strict=False, interpolation=None)
    found.optionxform = str
    found.read(DEPLOY / "systemd" / name)
    return found


def test_the_containers_hold_together():
    compose = yaml.safe_load((DEPLOY / "compose/compose.yaml").read_text())
    services = compose["services"]
    assert services.keys() == {"upgrade", "web", "messages", "live", "worker", "nginx",
                               "postgres", "redis"}
    for name in ("upgrade", "web", "messages", "live", "worker"):
        assert services[name]["read_only"] and services[name]["cap_drop"] == ["ALL"]
        assert "ports" not in services[name]
    assert services["postgres"]["networks"] == services["redis"]["networks"] == ["inside"]
    for service in services.values():
        for volume in service["volumes"] if "volumes" in service else ():
            source = volume.split(":")[0]
            is_named = source in compose["volumes"] or source in MADE
            assert is_named or (DEPLOY / "compose" / source).exists()


def test_the_image_runs_as_nobody_special_and_holds_no_secret():
    dockerfile = (DEPLOY / "compose/Dockerfile").read_text()
    assert dockerfile.startswith("# ") and "\nUSER peoplehub\n" in dockerfile
    copied = re.findall(r"^COPY (.+) \S+$", dockerfile, re.M)
    for pattern in " ".join(copied).split():
        assert list(DEPLOY.parent.glob(pattern)), pattern
    assert not re.search(r"SECRET_KEY|PASSWORD", dockerfile)
    allowed = (DEPLOY / "compose/Dockerfile.dockerignore").read_text()
    assert "\n*\n" in allowed and ".env" not in allowed and "instance" not in allowed


def test_no_file_of_ours_holds_a_secret():
    example = (DEPLOY / "peoplehub.env.example").read_text()
    assert re.search(r"^PEOPLEHUB_SECRET_KEY=$", example, re.M)
    assert set(re.findall(r"://[^:\s]*:([^@\s]+)@", example)) == {"PASSWORD"}


def test_the_sites_name_stands_in_one_place():
    """What nginx is given is written from PEOPLEHUB_BASE_URL, and never leads to another name."""
    site = (DEPLOY / "nginx/peoplehub.conf").read_text()
    assert not re.search(r"return 30\d https?://(?!\$server_name)", site)
    assert set(re.findall(r"^\s*(\S+) .*peoplehub\.example", site, re.M)) == {
        "server_name", "ssl_certificate", "ssl_certificate_key"}
    example = (DEPLOY / "peoplehub.env.example").read_text()
    assert re.findall(r"^[^#].*peoplehub\.example.*$", example, re.M) == [
        "PEOPLEHUB_BASE_URL=https://peoplehub.example"]
    assert "peoplehub.example" not in Path("config.py").read_text()


@pytest.mark.parametrize("name", ["nginx/upstreams.conf", "nginx/upstreams-one.conf",
                                  "compose/upstreams.conf"])
def test_no_process_is_given_up_by_nginx_for_a_while(name):
    servers = re.findall(r"^\s*server .*;$", (DEPLOY / name).read_text(), re.M)
    assert len(servers) >= 3 and all("max_fails=0" in line for line in servers)
