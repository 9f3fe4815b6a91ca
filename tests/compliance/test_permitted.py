"""The rules about the compliance register, for everybody of the cast."""
import pytest

from peoplehub.compliance import policy
from tests.permitted import suspend, who


@pytest.mark.one_database
def test_leads_and_the_site_team_see_the_register_and_write_in_it_while_they_may_write(cast):
    assert who(cast, policy.may_see) == who(cast, policy.may_keep) == {"safeguarding", "admin"}
    suspend(cast.admin)
    assert who(cast, policy.may_keep) == {"safeguarding"}
