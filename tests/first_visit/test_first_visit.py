"""The first visit: three questions that can be skipped lead to a topic, a sheet and an advisor."""
import re
from urllib.parse import urlencode

import pytest

from peoplehub.accounts import following
from peoplehub.accounts.actions import block
from peoplehub.accounts.choices import SITUATION, STARTED
from peoplehub.accounts.models import MUTED, User
from peoplehub.core.extensions import db
from peoplehub.first_visit.questions import QUESTIONS
from peoplehub.first_visit.suggestions import SUBJECTS, suggestions_for
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.library import actions as library
from peoplehub.library.topics import TOPICS
from peoplehub.tags.vocabulary import STAGES
from tests.advisors.conftest import advisors, noon  # noqa: F401  fixtures
from tests.forum.conftest import replied, started
from tests.library.conftest import FIELDS
from tests.permitted import suspend

pytestmark = pytest.mark.one_database
EVERYTHING = {"stage": "first-plan", "age": "5-11", "help": "talk"}


def for_you(client, **answers) -> str:
    return client.get(f"/start/for-you?{urlencode(answers)}").text


def kept(person) -> dict:
    db.session.expire_all()
    return db.session.get(User, person.id).preferences


@pytest.fixture
def start_board(boards):
    board = Board(slug="getting-started", name="Getting started", position=0, audience="anyone")
    db.session.add(board)
    db.session.commit()
    return board


def test_every_answer_has_a_subject_of_the_library():
    assert set(SUBJECTS) == set(STAGES)
    assert {subject.shelf for subject in SUBJECTS.values()} <= set(TOPICS)


def test_a_visitor_walks_through_and_nothing_is_stored_but_in_the_address(browser, topic):
    visitor, answers, address = browser(), {}, "/start"
    for number, name in enumerate(QUESTIONS, 1):
        page = visitor.get(f"{address}?{urlencode(answers)}").text
        assert f"Question {number} of 3" in page and page.count('type="radio"') > 4
        for one, value in answers.items():
            assert f'type="hidden" name="{one}" value="{value}"' in page
        assert 'method="get"' in page and 'name="csrf_token"' not in page.partition("<main")[2]
        answers[name] = EVERYTHING[name]
        address = re.search(r'method="get" action="([^"]+)"', page)[1]
    assert address == "/start/for-you"
    answer = visitor.get(f"{address}?{urlencode(answers)}")
    assert "First plan, 5 to 11, Somebody to talk to in private" in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "/join?next=/start/for-you?stage%3Dfirst-plan" in answer.text.replace("%3F", "?")
    assert visitor.post("/start/end", data={"keep": "y"}).status_code in (302, 303, 401)
    assert visitor.get("/start/4").status_code == visitor.get("/start/0").status_code == 404
    assert "You chose nothing" in for_you(visitor, stage="\x00", age="99", help="read" * 999)


def test_the_rule_chooses_one_of_each_and_says_where_nothing_fits(
    browser, cast, boards, start_board, advisors  # noqa: F811
):
    ben = browser(cast.ben)
    empty = for_you(ben, stage="review")
    assert "Your question can be the first." in empty
    assert "There are no information sheets yet." in empty
    first = started(cast.amina, start_board, "What is a budget?")
    replied(cast.outsider, first)
    plan = started(cast.outsider, boards.planning, "With a short one")
    replied(cast.advisor, plan)
    newer = started(cast.outsider, boards.planning, "Newer and answered")
    started(cast.outsider, boards.planning, "Nobody answered")
    forum.summarize(cast.advisor, plan, "- One page")
    replied(cast.advisor, newer)
    for title, shelf in (("Your plan", "planning"), ("A rota", "planning"),
                         ("Understanding budgets", "getting-started")):
        library.write_sheet(cast.advisor, and_publish=True,
                            **FIELDS | {"title": title, "topic": shelf})
    found = suggestions_for(cast.ben, EVERYTHING)
    assert (found.board.slug, found.topic.id) == ("planning", plan.id)
    assert (found.sheet.title, found.advisor.user.slug) == ("Your plan", "maya")
    assert found.topic_fits and found.sheet_fits and found.advisor_fits
    assert found.order == ("advisor", "topic", "sheet")
    page = for_you(ben, **EVERYTHING)
    assert page.index("A peer advisor<") < page.index("A topic to read") < page.index("A sheet to")
    following.choose_level(cast.ben, "topic", plan.id, MUTED)
    assert suggestions_for(cast.ben, EVERYTHING).topic.id == newer.id
    block(cast.outsider, cast.ben)
    assert suggestions_for(cast.ben, EVERYTHING).topic.id == first.id
    page = for_you(ben, stage="review", age="over-25")
    assert "We found no answered topic" in for_you(ben, **EVERYTHING)
    assert "no sheet about exactly this yet" in page and "Understanding budgets" in page
    assert "has told us that they know exactly this" in page
    suspend(advisors.maya, advisors.joan, advisors.idris)
    assert "No peer advisor can be asked just now" in for_you(ben, stage="review")


def test_a_member_keeps_the_answers_only_with_the_tick_and_changes_them_in_the_settings(
    browser, cast, boards
):
    ben = browser(cast.ben)
    question = started(cast.amina, boards.planning, "Who pays for a sitter?")
    later = started(cast.amina, boards.planning, "Is my support plan too long?")
    assert "Answer three questions" in ben.get("/").text
    page = for_you(ben, **EVERYTHING)
    assert "Follow the board" in page and "Only you can see them." in page
    assert STARTED not in kept(cast.ben)
    assert ben.post("/start/end", data=EVERYTHING).location == "/"
    assert SITUATION not in kept(cast.ben) and "Answer three questions" not in ben.get("/").text
    ben.post("/start/end", data=EVERYTHING | {"keep": "y"})
    assert kept(cast.ben)[SITUATION] == EVERYTHING
    home = ben.get("/").text.partition("you might answer")[2]
    assert home.index(later.title) < home.index(question.title)
    assert 'value="first-plan" checked' in ben.get("/settings/situation").text
    for other in (cast.amina, cast.advisor, cast.moderator, cast.admin):
        seen = browser(other).get(cast.ben.address).text + browser(other).get("/").text
        assert "First plan" not in seen
    assert ben.post("/settings/situation", data={"stage": "nonsense"}).status_code == 422
    ben.post("/settings/situation", data={"stage": "review", "age": "", "help": ""})
    assert kept(cast.ben)[SITUATION] == {"stage": "review"}
    ben.post("/settings/situation", data={"stage": ""})
    assert SITUATION not in kept(cast.ben)
