"""A push service on this machine, allowed by settings of the test, and phones of people."""
import secrets

import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.push import actions
from tests.push import service as services


@pytest.fixture(scope="session")
def local_service(tmp_path_factory):
    with services.running(tmp_path_factory.mktemp("push")) as running:
        yield running


@pytest.fixture
def service(app, local_service, monkeypatch):
    """The only push service that the site may speak to; it has been sent nothing yet."""
    local_service.taken.clear()
    local_service.answers.clear()
    monkeypatch.setitem(app.config, "PUSH_SERVICES", [f"localhost:{local_service.port}"])
    monkeypatch.setitem(app.config, "PUSH_TO_LOOPBACK", True)
    monkeypatch.setitem(app.config, "PUSH_CERTIFICATES", str(local_service.certificate))
    monkeypatch.setitem(app.config, "PUSH_CONTACT", "team@hub.example.org")
    return local_service


@pytest.fixture
def phone_of(service):
    """phone_of(cast.moderator): a phone where they are signed in and push is switched on, for
    alarms alone unless it is said what is `heard`."""

    def switch_on(person, word: str = "phone", sign_in_id=None, heard=None) -> services.Phone:
        phone = services.Phone(service.address(word))
        if sign_in_id is None:
            sign_in_id = accounts.sign_in(person, secrets.token_hex(), "Chrome", remember=True).id
        actions.switch_on(person, sign_in_id, "Chrome on Android", **phone.form, heard=heard)
        return phone

    return switch_on
