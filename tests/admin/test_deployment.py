"""What `flask doctor` says of a machine that was put together by hand."""
import os
from pathlib import Path

import pytest
from sqlalchemy import null

from peoplehub.admin import deployment
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.push.models import PushMessage, PushSubscription


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


def test_the_limits_of_films_fit_or_are_named_together(app, tmp_path, monkeypatch):
    monkeypatch.setattr(deployment, "NGINX", tmp_path)
    shipped = Path("deploy/nginx/peoplehub.conf").read_text()
    (tmp_path / "sites-enabled").mkdir()
    (tmp_path / "sites-enabled/peoplehub.conf").write_text(shipped)
    assert deployment.long_uploads().is_good
    monkeypatch.setitem(app.config, "MEDIA_MB", 300)
    found = deployment.long_uploads()
    assert not found.is_good and "310m" in found.words


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


@pytest.mark.parametrize("key, failed_because, state, words", [
    ("", "HTTP 403", "skipped", "by email only"), ("a key", None, "ok", "come up on the phones"),
    ("a key", "HTTP 403", "failed", "did not reach a phone since yesterday (HTTP 403)"),
])
def test_alarms_that_reached_no_phone_are_told_with_what_to_do(
        app, cast, monkeypatch, key, failed_because, state, words):
    monkeypatch.setitem(app.config, "PUSH_KEY", key)
    device = PushSubscription(user_id=cast.moderator.id, endpoint="e", p256dh="p", auth="a")
    db.session.add(device)
    db.session.flush()
    db.session.add(PushMessage(
        subscription_id=device.id, what="alarm", path="/moderation", about="alarm 1",
        send_by=clock.now(), failed_because=failed_because, next_try_at=null(),
        sent_at=None if failed_because else clock.now()))
    db.session.commit()
    found = deployment.pushes()
    assert found.state == state and words in found.words
