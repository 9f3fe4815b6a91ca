"""The rules about administration, for everybody of the cast."""
import pytest

from peoplehub.admin import policy
from tests.permitted import suspend, who


@pytest.mark.one_database
def test_the_lead_sees_how_it_goes_and_the_site_team_alone_administers(cast):
    assert who(cast, policy.may_oversee) == {"safeguarding", "admin"}
    assert who(cast, policy.may_administer) == {"admin"}
    suspend(cast.admin)
    assert who(cast, policy.may_administer) == set()
