"""A report on a phone without scripts: from the moderator's tap to the paper for an agency."""
import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
WORDS = "He shouts at our son each evening"
ON_A_PHONE = {"viewport": PHONE, "java_script_enabled": False}


@pytest.fixture(scope="module")
def site(plain_site):
    """Once is enough: nothing of it depends on what stands before the server."""
    return plain_site


def test_a_case_goes_from_the_queue_to_an_agency_on_a_phone_without_scripts(sign_in, posted):
    address = posted("gareth", "/forum/planning/new", title="Evenings", text=WORDS)
    amina = sign_in("amina", address, **ON_A_PHONE)
    amina.get_by_role("link", name="Report post 1 by").click()
    amina.get_by_role("radio", name="A child may be at risk").check()
    amina.get_by_role("button", name="Send my report").click()

    ruth = sign_in("ruth", "/moderation", **ON_A_PHONE)
    waiting = ruth.locator(".case", has_text="A child may be at risk").filter(has_text="Evenings")
    waiting.get_by_role("button", name="Hand over to the leads").click()
    expect(ruth.get_by_text("The safeguarding leads have it now.")).to_be_visible()
    expect(ruth.locator(".case", has_text="Evenings")).to_have_count(0)

    helen = sign_in("helen", "/moderation", **ON_A_PHONE)
    helen.get_by_role("link", name="Safeguarding: 2 open cases").click()
    helen.get_by_role("link", name="A child may be at risk").click()
    helen.get_by_role("button", name="Accept this case").click()
    helen.get_by_label("Ask: may somebody be hurt today?").check()
    helen.get_by_role("button", name="Save what I did").click()
    assert WORDS not in helen.content()
    helen.get_by_role("link", name="The words when the case came").click()
    helen.get_by_label("Why do you need to read this?").fill("To decide")
    helen.get_by_role("button", name="Open it").click()
    helen.get_by_text("Read the words").click()
    expect(helen.get_by_text(WORDS)).to_be_visible()

    helen.get_by_role("link", name="Case ").click()
    helen.get_by_role("link", name="Hand over to an agency").click()
    helen.get_by_label("For whom is it?").fill("Leeds social care")
    helen.get_by_label("Why do you hand it over?").fill("A child is at risk")
    helen.get_by_role("button", name="Make the PDF").click()
    assert helen.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    link = helen.get_by_role("link", name="Download the PDF").get_attribute("href")
    paper = PdfReader(io.BytesIO(helen.request.get(link).body()))
    assert WORDS in " ".join(" ".join(page.extract_text() for page in paper.pages).split())
