"""The care plan for members who were fooled by an account that deceived them."""
import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.core.errors import NotFound
from peoplehub.forum import actions as forum
from peoplehub.messages import actions as messages
from peoplehub.safeguarding import actions, queries


@pytest.fixture
def case(cast, question):
    """Amina deceived Ben, who answered, Maya, who wrote with her, and Olive, who commented. Priya
    answered without a name."""
    forum.reply(cast.ben, question.topic, "I am so sorry to hear it.")
    forum.reply(cast.professional, question.topic, "You poor thing.", True)
    messages.start(cast.amina, cast.advisor, "Please help me.", "c1")
    blogs.comment(cast.outsider, blogs.save_and_publish(cast.amina, title="Ours", text="Words"),
                  "Stay strong.")
    return actions.open_by_hand(cast.safeguarding, "deceived", "Her story is invented.", cast.amina)


def test_the_lead_sees_who_wrote_with_them_and_nobody_who_wrote_without_a_name(cast, browser, case):
    found = queries.wrote_with(cast.safeguarding, case)
    assert found == sorted([cast.ben, cast.advisor, cast.outsider], key=lambda one: one.pen_name)
    page = browser(cast.safeguarding).get(case.address).text
    for one in found:
        assert f"/messages/new?to={one.slug}" in page
    assert "You were kind" in page and "so sorry" not in page
    assert f"to={cast.professional.slug}" not in page


def test_the_care_plan_is_ticked_step_by_step(cast, browser, case):
    lead = browser(cast.safeguarding)
    page = lead.get(case.address).text
    assert "Write to each of them yourself" in page and "If so, call 999" not in page
    lead.post(f"{case.address}/steps", data={"steps": ["sure", "fooled"]})
    lines = [line.code for line in queries.timeline_of(case) if line.what == "step"]
    assert lines == ["sure", "fooled"]
    other = actions.open_by_hand(cast.safeguarding, "adult", "She rang.", cast.ben)
    assert "Who may have been fooled" not in lead.get(other.address).text


def test_nobody_but_the_lead_who_has_the_case_sees_the_list(cast, case):
    for who in (cast.moderator, cast.admin, cast.amina):
        with pytest.raises(NotFound):
            queries.wrote_with(who, case)
