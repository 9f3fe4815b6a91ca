"""What a browser that has never been here asks for: few requests, and few bytes."""
import pytest

from tests.visiting import PHONE, new_context

pytestmark = [pytest.mark.browser, pytest.mark.served]
MOST_REQUESTS = 12  # the page, its style, its script, the icons, the fonts, pictures, what is news
MOST_BYTES = 84 * 1024  # as they are sent, of which the fonts are 35 KB


@pytest.mark.parametrize("who, path", [
    ("", "/"), ("", "{topic}"), ("", "/library/{sheet}"), ("", "/ask"), ("amina", "/"),
    ("amina", "{topic}"), ("amina", "/messages"), ("amina", "/messages/1"), ("amina", "/ask"),
    ("amina", "/blogs/new"), ("amina", "/notifications"), ("ruth", "/moderation"),
])  # fmt: skip
def test_a_first_visit_needs_few_requests_and_bytes(site, chromium, who, path):
    context = new_context(site, chromium, who, viewport=PHONE)
    page, asked, sent = context.new_page(), [], []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda done: sent.append(done["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(path.format(**site.samples), wait_until="networkidle")
    assert answer.status == 200
    context.close()
    assert len(asked) <= MOST_REQUESTS, "\n".join(asked)
    assert sum(sent) <= MOST_BYTES
    scripts = [url for url in asked if url.endswith(".js")]
    assert len(scripts) == 1, "\n".join(scripts)
    print(who, path, len(asked), sum(sent))
