"""The rules about blogs, for everybody of the cast."""
import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.blogs import actions, policy
from tests.blogs import draft, published
from tests.permitted import EVERYBODY, WRITERS, who

pytestmark = pytest.mark.one_database


def test_everybody_who_may_write_has_a_blog(cast):
    assert who(cast, policy.may_start) == WRITERS


def test_an_entry_is_its_authors_until_it_is_deleted(cast):
    entry = published(cast.advisor)
    assert who(cast, policy.may_change, entry) == {"advisor"}
    actions.delete(cast.advisor, entry)
    assert who(cast, policy.may_change, entry) == set()


def test_visitors_and_whoever_may_write_comment_on_what_is_shown_and_open(cast):
    assert who(cast, policy.may_comment, published(cast.amina)) == WRITERS | {"stranger"}
    assert who(cast, policy.may_comment, draft(cast.amina)) == set()
    assert who(cast, policy.may_comment, published(cast.amina, comments_open=False)) == set()


def test_only_its_readers_comment_on_an_entry(cast):
    for_members = published(cast.amina, audience="members")
    assert who(cast, policy.may_comment, for_members) == WRITERS
    for_families = published(cast.amina, audience="families")
    assert who(cast, policy.may_comment, for_families) == WRITERS - {"professional"}


def test_a_block_keeps_from_commenting_but_never_oneself(cast):
    """Whether they block its author or the author blocks them."""
    entry = published(cast.advisor)
    accounts.block(cast.advisor, cast.ben)
    accounts.block(cast.professional, cast.advisor)
    assert who(cast, policy.may_comment, entry) == EVERYBODY - {
        "ben", "professional", "suspended", "unconfirmed"}


def test_a_comment_is_its_authors_until_it_is_deleted(cast):
    comment = actions.comment(cast.ben, published(cast.amina), "Thank you.")
    assert who(cast, policy.may_change_comment, comment) == {"ben"}
    actions.delete_comment(cast.ben, comment)
    assert who(cast, policy.may_change_comment, comment) == set()
