"""What `flask doctor` says of a machine that was put together by hand."""
import os

import pytest

from peoplehub.admin import deployment


@pytest.fixture
def units(tmp_path, monkeypatch):
    """units("peoplehub-web"): systemd starts these, and holds their ports."""
    monkeypatch.setattr(deployment, "UNITS", tmp_path)
    (tmp_path / "sockets.target.wants").mkdir()

    def enable(*names):
        for name in names:
            (tmp_path / f"{name}.service").touch()
            (tmp_path / "sockets.target.wants" / f"{name}.socket").touch()

    return enable


def test_a_site_of_several_processes_has_one_for_messages(units):
    units("peoplehub-web")
    found = deployment.restarts()
    assert not found.is_good and "peoplehub-messages.socket" in found.words
    units("peoplehub-messages")
    assert deployment.restarts().is_good


def test_a_site_of_one_process_needs_none(units):
    units("peoplehub")
    assert deployment.restarts().is_good


@pytest.mark.parametrize("spare, is_good", [(-1, False), (0, True)])
def test_the_process_of_messages_has_connections_of_its_own(spare, is_good):
    """Beside one for each web worker, live and the worker."""

    class Asked:
        def scalar(self, _statement):
            return ((os.cpu_count() or 2) + 3) * deployment.POOL + spare

    assert deployment.connections(Asked()).is_good == is_good
