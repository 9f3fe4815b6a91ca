"""Tags of a topic, and the list that the site team keeps."""
import runpy
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.accounts import following
from peoplehub.accounts.models import DAILY, EVERY, MUTED, Following
from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Post, Topic
from peoplehub.forum.queries import home
from peoplehub.notifications import daily
from peoplehub.notifications.models import Notification
from peoplehub.tags import actions
from peoplehub.tags.models import Tagging
from peoplehub.tags.queries import slugs_of, tag_of_slug
from peoplehub.tags.vocabulary import FIRST_TAGS
from peoplehub.unanswered import queries as unanswered
from tests.forum.conftest import started

pytestmark = pytest.mark.one_database
FIVE = ["applying", "refused", "5-11", "12-17", "wales"]


def tags_of(topic):
    return slugs_of("topic", topic.id)


def newest():
    return db.session.scalars(select(Topic).order_by(Topic.id.desc())).first()


def told(person):
    rows = db.session.scalars(select(Notification).where(Notification.user_id == person.id))
    return [(row.what, row.times) for row in rows]


def test_who_writes_chooses_tags_and_changes_them(browser, cast, boards):
    amina = browser(cast.amina)
    form = amina.get("/forum/planning/new").text
    assert "Applying for a budget" in form and "both together may tell people who you are" in form
    words = {"title": "Turned down", "text": "What now?"}
    assert amina.post("/forum/planning/new", data=words | {"tags": FIVE}).status_code == 303
    topic = newest()
    assert tags_of(topic) == FIVE
    page = amina.get(topic.address).text
    assert '<a class="tag" href="/forum/situations/wales">Wales</a>' in page
    assert '<a class="tag" href="/forum/situations/wales">Wales</a>' in (
        browser().get("/forum/planning").text)
    post_id = db.session.scalar(select(Post.id).where(Post.topic_id == topic.id))
    at = f"/forum/posts/{post_id}/edit"
    assert amina.get(at).text.count(" checked>") == len(FIVE)
    assert amina.post(at, data=words | {"tags": ["wales"]}).status_code == 303
    assert tags_of(topic) == ["wales"]
    assert amina.post(at, data=words).status_code == 303
    assert tags_of(topic) == [] and "situations/wales" not in browser().get(topic.address).text


@pytest.mark.parametrize("tags", [[*FIVE, "london"], ["nothing"], ["\x00"], ["wales", "9" * 99]])
def test_too_many_or_unknown_tags_are_refused_with_all_that_was_typed(
        browser, cast, boards, tags):
    sent = browser(cast.amina).post("/forum/planning/new", data={
        "title": "Turned down", "text": "What now?", "tags": tags})
    assert sent.status_code == 422 and "What now?" in sent.text and "<details" in sent.text
    assert "Please choose at most 5." in sent.text or "not in the list any more" in sent.text


def test_a_question_from_anywhere_has_tags_too(browser, cast, boards):
    assert 'name="tags"' not in browser().get("/ask").text
    browser(cast.amina).post("/ask", data={
        "title": "Turned down", "text": "What now?", "board": "planning", "tags": ["refused"]})
    assert tags_of(newest()) == ["refused"]


def test_a_moderator_changes_them_on_record_and_the_author_is_told_once(browser, cast, topic):
    ruth, at = browser(cast.moderator), f"/forum/topics/{topic.id}/tags"
    assert browser(cast.ben).get(at).status_code == 404
    assert ruth.post(at, data={"tags": ["wales"]}).status_code == 303
    assert ruth.post(at, data={"tags": ["wales"]}).status_code == 303
    assert tags_of(topic) == ["wales"]
    assert [what for what, _ in told(cast.amina)] == ["tagged"]
    assert "changed the tags" in browser(cast.amina).get("/notifications").text
    kept = select(func.count()).where(Record.happened == "TopicTagged")
    assert db.session.scalar(kept) == 1


def test_keepers_add_rename_retire_and_merge_and_old_addresses_lead_on(browser, cast, topic):
    sunil = browser(cast.admin)
    assert browser(cast.moderator).get("/admin/tags").status_code == 404
    new = {"family": "situation", "name": "Waiting for a decision", "position": 4}
    assert sunil.post("/admin/tags", data=new).status_code == 303
    assert sunil.post("/admin/tags", data=new).status_code == 422  # there is one of that name
    tag, other = tag_of_slug("waiting-for-a-decision"), tag_of_slug("applying")
    actions.tag_piece("topic", topic.id, [tag.slug])
    db.session.commit()
    at = f"/admin/tags/{tag.id}"
    assert browser().get(topic.address).text.count("Waiting for a decision") == 1
    sunil.post(at, data={"name": "Waiting", "position": 4})
    assert ">Waiting</a>" in browser().get(topic.address).text
    assert browser().get("/forum/situations/waiting-for-a-decision").status_code == 200
    sunil.post(f"{at}/retire")
    assert 'value="waiting-for-a-decision"' not in browser(cast.ben).get("/forum/planning/new").text
    assert ">Waiting</a>" in browser().get(topic.address).text
    sunil.post(f"{at}/restore")
    assert 'value="waiting-for-a-decision"' in browser(cast.ben).get("/forum/planning/new").text
    for person, place, level in ((cast.ben, tag, DAILY), (cast.outsider, tag, EVERY),
                                 (cast.outsider, other, MUTED)):
        following.choose_level(person, "tag", place.id, level)
    wrong = tag_of_slug("wales").id
    assert sunil.post(f"{at}/merge", data={"into": wrong}).status_code == 422
    assert sunil.post(f"{at}/merge", data={"into": other.id}).status_code == 303
    assert sunil.post(f"{at}/merge", data={"into": other.id}).status_code == 404
    assert tags_of(topic) == ["applying"]
    followed = db.session.execute(select(Following.user_id, Following.place_id, Following.level)
                                  .where(Following.kind == "tag"))
    assert set(map(tuple, followed)) == {
        (cast.ben.id, other.id, DAILY), (cast.outsider.id, other.id, MUTED)}
    for path in ("", "/feed.atom"):
        moved = browser().get(f"/forum/situations/waiting-for-a-decision{path}")
        assert (moved.status_code, moved.location) == (301, f"/forum/situations/applying{path}")
    sent = {"family": "situation", "name": "Waiting", "position": 0}  # the name is free again
    assert sunil.post("/admin/tags", data=sent).status_code == 303
    kept = set(db.session.scalars(select(Record.happened)))
    assert {"TagSaved", "TagRetired", "TagRestored", "TagsMerged"} <= kept


def test_followers_of_board_and_tag_are_told_once_and_who_muted_one_hears_nothing(
        browser, cast, boards):
    wales = tag_of_slug("wales")
    for person, kind, place, level in (
            (cast.ben, "board", boards.planning.id, EVERY), (cast.ben, "tag", wales.id, EVERY),
            (cast.outsider, "board", boards.planning.id, EVERY),
            (cast.outsider, "tag", wales.id, MUTED), (cast.advisor, "tag", wales.id, EVERY),
            (cast.professional, "tag", wales.id, EVERY)):
        following.choose_level(person, kind, place, level)
    started(cast.amina, boards.planning, "Turned down", tags=["wales", "refused"])
    assert told(cast.ben) == told(cast.advisor) == [("published", 1)]
    assert told(cast.outsider) == []
    started(cast.amina, boards.families, "For families", tags=["wales"])
    assert told(cast.ben) == [("published", 1)] * 2
    assert told(cast.professional) == [("published", 1)]  # never of what they cannot read
    page = browser(cast.ben).get("/notifications/following").text
    assert "Wales" in page and "Every new topic" in page
    new = {person.id: {line.title for line in home.new_for(person, 5).followed}
           for person in (cast.advisor, cast.outsider, cast.professional)}
    assert "Turned down" in new[cast.advisor.id] and not new[cast.outsider.id]
    assert new[cast.professional.id] == {"Turned down"}
    page = browser(cast.outsider).get("/").text
    assert "For families" not in page and "Turned down" not in page


def test_a_muted_tag_is_in_no_offer_and_in_no_summary_of_the_day(cast, boards):
    wales = tag_of_slug("wales")
    cast.ben.preferences = {"answers_questions": True}
    db.session.commit()
    for kind, place, level in (("board", boards.planning.id, DAILY), ("tag", wales.id, MUTED)):
        following.choose_level(cast.ben, kind, place, level)
    topic = started(cast.amina, boards.planning, "Turned down", tags=["wales"])
    started(cast.amina, boards.planning, "Another")
    assert [one.title for one in unanswered.questions_for(cast.ben, 5)] == []
    assert cast.ben not in unanswered.candidates_for(topic, is_hard=False)
    with clock.at(clock.now() + timedelta(hours=20)):
        daily.tell_once_a_day()
    assert told(cast.ben) == [("published", 1)]
    following.choose_level(cast.ben, "tag", wales.id, EVERY)
    assert cast.ben in unanswered.candidates_for(topic, is_hard=False)


def test_a_question_that_is_deleted_keeps_no_tag(cast, topic):
    actions.tag_piece("topic", topic.id, ["wales", "5-11"])
    forum.reply(cast.ben, topic, "One page.")
    forum.delete(cast.amina, db.session.scalars(
        select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one())
    assert tags_of(topic) == []


def test_a_new_site_and_an_updated_one_begin_with_the_same_tags():
    updated = runpy.run_path("migrations/versions/0077_tags.py")["FIRST"]
    assert updated == FIRST_TAGS


def test_nothing_keeps_a_tag_that_was_merged(cast, topic):
    """Who tags with the old slug while it is merged has the new tag."""
    actions.merge_tag(cast.admin, tag_of_slug("applying"), tag_of_slug("refused"))
    actions.tag_piece("topic", topic.id, ["applying", "refused"])
    db.session.commit()
    assert tags_of(topic) == ["refused"]
    assert db.session.scalar(select(func.count()).select_from(Tagging)) == 1


def test_search_finds_only_what_has_the_chosen_tag(browser, cast, boards):
    started(cast.amina, boards.planning, "A hoist in Wales", tags=["wales"])
    started(cast.amina, boards.planning, "A hoist in Leeds", tags=["yorkshire"])
    started(cast.amina, boards.families, "A hoist for families", tags=["wales"])
    page = browser().get("/search?q=hoist&tag=wales").text
    titles = ("in Wales", "in Leeds", "for families")
    assert [one for one in titles if one in page] == ["in Wales"]
    assert "kind=topic&amp;tag=wales" in page and 'value="wales" selected' in page
    every = browser(cast.ben).get("/search?q=hoist&tag=nothing").text
    assert [one for one in titles if one in every] == list(titles)
    assert browser().get("/search?q=hoist&tag=%00").status_code == 200
    assert "We found nothing" in browser().get("/search?q=hoist&tag=london").text
