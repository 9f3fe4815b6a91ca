"""Alarms in Chromium, behind nginx and TLS: switched on by a tap, shown by the service worker, and
opened where they lead. The browser maker's part, which hands out addresses, is a stand-in."""
import json
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from config import Testing
from peoplehub.push.encryption import public_key
from tests.push.service import Phone, unpacked
from tests.visiting import PHONE, Watch, new_context, until
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.served]

ENDPOINT = "https://fcm.googleapis.com/fcm/send/a-test-that-nobody-calls"
STAND_IN = """(said) => {
    const unsubscribe = async () => { delete sessionStorage.here; };
    const options = { applicationServerKey: new Uint8Array(said.key).buffer };
    const made = { endpoint: said.endpoint, toJSON: () => said, unsubscribe, options };
    PushManager.prototype.subscribe = async () => (sessionStorage.here = "yes", made);
    PushManager.prototype.getSubscription = async () => (sessionStorage.here ? made : null);
    Notification.requestPermission = async () => "granted";
}"""
ACTIVE = "navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')"
SHOWN = """async () => {
    const titles = (await self.registration.getNotifications()).map((one) => one.title);
    return titles.length ? titles : null;
}"""
OPENED = """async () => {
    const [shown] = await self.registration.getNotifications();
    const opened = [];
    self.clients.openWindow = async (address) => opened.push(address);
    const done = [], event = new NotificationEvent("notificationclick", { notification: shown });
    event.waitUntil = (promise) => done.push(promise);
    self.dispatchEvent(event);
    await Promise.all(done);
    return opened;
}"""


@pytest.fixture
def window(secure_site, browsers):
    """A phone of Ruth's, who moderates."""
    trusting = "--ignore-certificate-errors"  # a service worker wants one that is known
    with browsers(secure_site.server.chromium_argument, trusting, whole=True) as chromium:
        yield from window_of(replace(secure_site, browser=chromium))


def window_of(site):
    context = new_context(site, site.browser, "ruth", viewport=PHONE)
    context.grant_permissions(["notifications"])
    watch = Watch(context, urlsplit(site.address).netloc, ("404",))  # of renewing what is off
    phone = Phone(ENDPOINT).form
    said = {"endpoint": ENDPOINT, "keys": {"p256dh": phone["p256dh"], "auth": phone["auth"]},
            "key": list(unpacked(public_key(Testing.PUSH_KEY)))}
    context.add_init_script(f"({STAND_IN})({json.dumps(said)})")
    yield context.new_page()
    context.close()
    assert watch.heard == []


def test_alarms_are_switched_on_by_a_tap_and_come_up(window):
    window.goto("/settings/push")
    window.get_by_role("button", name="Switch on for this device").click()
    expect(window.get_by_text("This browser", exact=True)).to_be_visible()
    expect(window.get_by_text("It is switched on here.")).to_be_visible()
    expect(window.get_by_role("button", name="Switch on for this device")).to_be_hidden()
    until(window, ACTIVE)
    [worker] = window.context.service_workers
    assert urlsplit(worker.url).path == "/service-worker.js"
    push(window, json.dumps({"title": "PeopleHub: someone on the team is needed",
                             "path": "/moderation/alarms/7"}))
    assert when(worker, SHOWN) == ["PeopleHub: someone on the team is needed"]
    opened = worker.evaluate(OPENED)
    assert [urlsplit(one).path for one in opened] == ["/moderation/alarms/7"]
    assert worker.evaluate("caches.keys()") == []
    for path in ("/notifications", "/messages"):
        push(window, json.dumps({"title": f"New: {path}", "path": path, "tag": "news"}))
        when(worker, f"async () => (await ({SHOWN})())?.includes('New: {path}')")
    assert when(worker, SHOWN) == ["New: /messages"], "in place of the one before"
    window.evaluate("delete sessionStorage.renewed")
    with window.expect_response("**/settings/push/renew") as renewed:
        window.goto("/notifications")  # any page: the device ends with the session it is in now
    assert renewed.value.status == 204
    window.goto("/settings/push")
    window.get_by_role("button", name="Remove").click()
    expect(window.get_by_role("button", name="Switch on for this device")).to_be_visible()
    until(window, "!sessionStorage.here")


def push(window, words: str) -> None:
    """What the browser maker's service would bring."""
    tools = window.context.new_cdp_session(window)
    found = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(
        one["registrationId"] for one in said["registrations"]))
    tools.send("ServiceWorker.enable")
    address = urlsplit(window.url)
    while not found:
        window.wait_for_timeout(20)
    tools.send("ServiceWorker.deliverPushMessage", {
        "origin": f"{address.scheme}://{address.netloc}", "registrationId": found[0],
        "data": words})


def when(worker, true: str):
    """What a script in the service worker gives, as soon as it gives something."""
    found = []

    def is_so() -> bool:
        found.append(worker.evaluate(true))
        return bool(found[-1])

    wait_until(is_so, what=true)
    return found[-1]
