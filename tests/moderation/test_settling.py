"""One decision for all reports about a piece: what was settled before stays as it was."""
import pytest

from peoplehub.core.errors import Forbidden
from peoplehub.moderation import actions, queries


def test_a_report_that_was_settled_before_keeps_its_outcome(cast, answer):
    first = actions.report(cast.amina, answer, "wrong")
    actions.settle(cast.moderator, first, "left", words="We talked it over.")
    second = actions.report(cast.outsider, answer, "advert")
    actions.settle(cast.admin, second, "hidden", "No adverts.")
    about = {one.id: one for one in queries.reports_about("post", answer.id)}
    assert (about[first.id].outcome, about[first.id].settled_by_id) == ("left", cast.moderator.id)
    assert (about[second.id].outcome, about[second.id].settled_by_id) == ("hidden", cast.admin.id)
    with pytest.raises(Forbidden, match="Another moderator has settled"):
        actions.settle(cast.admin, first, "hidden", "No adverts.")


def test_where_some_left_a_way_to_reach_them_the_team_is_told_so(browser, cast, answer):
    browser().post(f"/report/post/{answer.id}", data={"reason": "other"})
    browser(cast.amina).post(f"/report/post/{answer.id}", data={"reason": "other"})
    [waiting], _page = queries.queue_for(cast.moderator)
    ruth = browser(cast.moderator)
    assert waiting.times == 2
    told = ruth.post(f"/moderation/reports/{waiting.report.id}", data={"outcome": "left"},
                     follow_redirects=True).text
    assert "Of those who reported it, whoever left a way to reach them has been told." in told
