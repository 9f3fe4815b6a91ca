"""Cases are routed by kind, board and person; danger stays first, and everybody may take all."""
import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries
from peoplehub.moderation.models import CaseRoute
from peoplehub.moderation.queries import Wanted
from tests.moderation.conftest import open_board

pytestmark = pytest.mark.one_database


def mine(person) -> list[int]:
    db.session.expire_all()
    waiting, _page = queries.queue_for(person, 1, Wanted(mine=True))
    return [one.case.piece_id for one in waiting]


@pytest.fixture
def evenings(cast):
    board = open_board(slug="evenings", name="Evenings")
    return forum.start_topic(cast.ben, board, "Tonight", "Nobody sleeps here.")


@pytest.mark.both_databases
def test_mine_follows_kind_board_and_person(cast, question, answer, evenings):
    for piece, reason in ((answer, "unkind"), (evenings, "advert"), (question, "unkind")):
        actions.report(cast.outsider, piece, reason)
    assert mine(cast.moderator) == []
    actions.add_route(cast.moderator, cast.moderator, board_id=evenings.topic.board_id)
    assert mine(cast.moderator) == [evenings.id]
    actions.add_route(cast.safeguarding, cast.moderator, about_id=cast.amina.id)
    assert set(mine(cast.moderator)) == {evenings.id, question.id}
    actions.add_route(cast.admin, cast.admin, opened_by="report", reason="unkind")
    assert set(mine(cast.admin)) == {answer.id, question.id}
    for route in db.session.query(CaseRoute).filter_by(user_id=cast.moderator.id).all():
        actions.remove_route(cast.moderator, route.id)
    assert mine(cast.moderator) == []


def test_the_next_case_is_grave_first_then_ones_own(cast, question, answer, evenings):
    actions.report(cast.outsider, answer, "unkind")
    actions.report(cast.outsider, evenings, "unkind")
    actions.add_route(cast.moderator, cast.moderator, board_id=evenings.topic.board_id)
    assert actions.next_case(cast.moderator).piece_id == evenings.id
    assert actions.next_case(cast.admin).piece_id == answer.id, "others have the rest"
    actions.report(cast.outsider, question, "danger")
    actions.let_go(cast.moderator, queries.claimed_by(cast.moderator))
    assert actions.next_case(cast.moderator).piece_id == question.id


def test_what_is_written_without_a_name_is_routed_to_nobody_by_its_person(cast, board):
    unnamed = forum.start_topic(cast.amina, board, "Hard to say", "I am tired.", anonymous=True)
    actions.report(cast.ben, unnamed, "unkind")
    actions.add_route(cast.moderator, cast.moderator, about_id=cast.amina.id)
    assert mine(cast.moderator) == []


def test_only_leads_say_it_for_others_and_nobody_learns_what_is_about_themselves(cast, browser):
    with pytest.raises(Forbidden):
        actions.add_route(cast.moderator, cast.admin, opened_by="report")
    actions.add_route(cast.safeguarding, cast.admin, about_id=cast.moderator.id)
    assert "about" not in browser(cast.moderator).get("/moderation/routes").text.split(
        "Add one")[0].split("What is set")[-1].partition("<ul")[2]
    page = browser(cast.safeguarding).get("/moderation/routes").text
    assert "about" in page and cast.moderator.pen_name in page


@pytest.mark.both_databases
def test_the_page_takes_a_route_and_says_what_is_wrong(cast, board, browser):
    client, said = browser(cast.moderator), {
        "person": str(cast.moderator.id), "opened_by": "", "reason": ""}
    wrong = client.post("/moderation/routes", data=said | {"about": "Nobody at all"})
    assert wrong.status_code == 422 and "Nobody has that pen name." in wrong.text
    assert "Nobody at all" in wrong.text
    fine = client.post("/moderation/routes", data=said | {"board": str(board.id), "about": "Ben"})
    assert fine.status_code == 303
    page = client.get("/moderation/routes").text
    assert "on \u2068Planning\u2069" in page or "Planning" in page
    route = db.session.query(CaseRoute).one()
    assert (route.board_id, route.about_id) == (board.id, cast.ben.id)
    away = f"/moderation/routes/{route.id}/remove"
    assert [client.post(away).status_code for _ in range(2)] == [303, 404]


def test_who_has_blocked_somebody_still_sees_them_where_they_moderate(
        cast, question, answer, browser):
    accounts.block(cast.moderator, cast.ben)
    actions.report(cast.outsider, answer, "unkind")
    client = browser(cast.moderator)
    assert "Ben" in client.get("/moderation").text or "Reply" in client.get("/moderation").text
    case = actions.next_case(cast.moderator)
    page = client.get(f"/moderation/cases/{case.id}").text
    assert case.piece_id == answer.id and "Earplugs" in page and "Ben" in page
    assert client.get(f"/moderation/post/{answer.id}").status_code == 200
