"""The site as an app on a home screen: its manifest, its icons, and a service worker that stores
nothing."""
import io
import re
import struct
from pathlib import Path

import pytest
from PIL import Image

from peoplehub.push.views import SERVICE_WORKER

pytestmark = pytest.mark.one_database
WORKER = Path("static") / SERVICE_WORKER
STORES = re.compile(r"\b(?:caches|indexedDB|localStorage|sessionStorage|importScripts|fetch|clients"
                    r"\.claim|cookieStore|XMLHttpRequest|WebSocket)\b")


def test_a_phone_may_keep_the_site_on_its_home_screen(app, browser):
    page = browser().get("/").text
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    answer = browser().get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    said = answer.json
    assert said["name"] == app.config["SITE_NAME"] and said["display"] == "standalone"
    assert said["start_url"] == said["scope"] == said["id"] == "/"
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        assert is_of_size(browser().get(icon["src"]), icon["sizes"]), icon
    assert "192x192" in {icon["sizes"] for icon in said["icons"]}
    apple = re.search(r'rel="apple-touch-icon" href="([^"]+)"', page)[1]
    assert is_of_size(browser().get(apple), "180x180")


def is_of_size(answer, sizes: str) -> bool:
    """A PNG of that size; one of a whole colour at its edge, but for the badge of notices."""
    width, height = struct.unpack(">II", answer.data[16:24])
    picture = Image.open(io.BytesIO(answer.data)).convert("RGBA")
    is_whole = picture.getpixel((0, 0))[3] == 255
    return answer.mimetype == "image/png" and sizes == f"{width}x{height}" and is_whole


def test_the_manifest_needs_no_account_and_no_database(browser):
    assert "public" in browser().get("/manifest.webmanifest").headers["Cache-Control"]


def test_the_service_worker_stands_at_the_root_and_may_do_next_to_nothing(browser, cast):
    answers = [browser(who).get("/service-worker.js") for who in (None, cast.moderator)]
    assert answers[0].data == answers[1].data
    answer = answers[0]
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache", "a mend of it reaches everybody"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "connect-src" not in policy
    for picture in re.findall(r'"(/static/[^"]+)"', answer.text):
        assert browser().get(picture).status_code == 200
    assert "worker-src 'self'" in browser().get("/").headers["Content-Security-Policy"]


def test_the_service_worker_stores_nothing_and_answers_no_request():
    source = re.sub(r"//[^\n]*", "", WORKER.read_text())
    assert not STORES.search(source), STORES.search(source)
    assert set(re.findall(r'addEventListener\("(\w+)"', source)) == {
        "install", "push", "notificationclick"}


@pytest.mark.parametrize("role, has", [("amina", True), ("unconfirmed", False)])
def test_what_is_kept_of_devices_is_told_to_those_who_may_have_some(browser, cast, role, has):
    said = browser(getattr(cast, role)).get("/settings/data").text
    assert ("Devices where news comes up" in said) is has
    assert "The devices where you switched news on" in browser().get("/privacy").text
