"""The rules about figures, for everybody of the cast."""
from peoplehub.statistics import policy
from tests.permitted import TEAM, become, suspend, who


def test_each_kind_of_figure_is_for_those_who_work_with_it(cast):
    become(cast.outsider, "coordinator")
    assert who(cast, policy.may_see_months) == {"safeguarding", "admin"}
    assert who(cast, policy.may_see_outcomes) == {"outsider", "admin"}
    assert who(cast, policy.may_see_care) == TEAM
    suspend(cast.outsider, cast.moderator)
    assert who(cast, policy.may_see_outcomes) == {"admin"}
    assert who(cast, policy.may_see_care) == {"safeguarding", "admin"}
