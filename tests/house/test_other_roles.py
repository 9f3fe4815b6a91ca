"""Roles and grants that are no column of the permission table: what a coordinator, an editor and a
helper get at every address, as a difference from somebody of the table."""
import pytest

from peoplehub.accounts.models import RoleGrant, User
from peoplehub.core.extensions import db
from tests.house import permissions
from tests.house.test_permissions import outcome_of
from tests.world import ROLES, Snapshot

WHO = "outsider"  # whose row gets the role for the test
EXCEPT: dict[str, dict[str, str]] = {
    "coordinator": {  # advisors' work, and its alarms
        "GET /settings/second-step/codes": "200",
        "POST /settings/second-step/codes": "422",
        "GET /forum/topics/{topic}/short": "200",
        "POST /forum/topics/{topic}/short": "303",
        "GET /library/manage": "200",
        "GET /questions/manage": "200",
        "GET /questions/manage/new": "200",
        "POST /questions/manage/new": "303",
        "POST /library/manage/reading": "200",
        "GET /library/manage/{sheet}/languages": "200",
        "POST /library/manage/{sheet}/languages": "303",
        "GET /library/manage/readers": "200",
        "GET /library/manage/tasks": "200",
        "GET /library/manage/bulk": "200",
        "POST /library/manage/bulk": "422",
        "GET /library/manage/new": "200",
        "POST /library/manage/new": "303",
        "GET /advising": "200",
        "GET /advising/profile": "200",
        "POST /advising/profile": "303",
        "GET /advising/hours": "303",
        "POST /advising/hours": "303",
        "POST /advising/free": "403",
        "POST /advising/not-free": "403",
        "GET /advising/requests": "200",
        "POST /advising/requests/{support}/assign": "422",
        "GET /advising/outcomes": "200",
        "GET /advising/away": "200",
        "POST /advising/away": "303",
        "POST /advising/back": "303",
        "GET /advising/load": "200",
        "POST /advising/load": "303",
        "POST /advising/load/{load_note}/delete": "303",
        "GET /advising/supervision": "200",
        "GET /advising/supervision/advisors/{advisor}": "200",
        "POST /advising/supervision/advisors/{advisor}": "303",
        "POST /advising/supervision/advisors/{advisor}/talk": "303",
        "GET /advising/supervision/talks/{advisor_talk}": "200",
        "POST /advising/supervision/talks/{advisor_talk}": "303",
        "POST /advising/supervision/talks/{advisor_talk}/done": "303",
        "POST /advising/supervision/rules": "303",
        "POST /advising/tasks/{answer_task}/done": "303",
        "POST /advising/supervision/answer-hours": "303",
        "POST /advising/supervision/tasks/{answer_task}/done": "303",
        "POST /advising/supervision/absences/{absence}/cover": "422",
        "POST /advising/supervision/absences/{absence}/end": "303",
        "POST /advising/hours-of-offers": "303",
        "GET /advising/training/{advisor}": "200",
        "POST /advising/training/{advisor}": "303",
    },
    "editor": {  # the library, and the list of tags
        "GET /admin/tags": "200",
        "POST /admin/tags": "303",
        "GET /admin/tags/{tag}": "200",
        "POST /admin/tags/{tag}": "303",
        "POST /admin/tags/{tag}/merge": "303",
        "POST /admin/tags/{tag}/retire": "303",
        "POST /admin/tags/{tag}/restore": "303",
        "GET /admin/synonyms": "200",
        "POST /admin/synonyms": "303",
        "GET /admin/synonyms/{synonyms}": "200",
        "POST /admin/synonyms/{synonyms}": "303",
        "POST /admin/synonyms/{synonyms}/remove": "303",
        "GET /admin/words": "200",
        "POST /admin/words": "303",
        "POST /admin/words/first": "303",
        "GET /admin/words/{term}": "200",
        "POST /admin/words/{term}": "303",
        "POST /admin/words/{term}/retire": "303",
        "POST /admin/words/{term}/restore": "303",
        "GET /settings/second-step/codes": "200",
        "POST /settings/second-step/codes": "422",
        "GET /templates/review": "200",
        "GET /templates/review/{sent_template}": "200",
        "POST /templates/review/{sent_template}": "303",
        "GET /templates/review/{sent_template}/file": "200",
        "GET /templates/review/{sent_template}/change": "200",
        "POST /templates/review/{sent_template}/change": "303",
        "GET /library/{unready_slug}": "200",
        "GET /library/{unready_slug}/easy-read": "200",
        "GET /library/manage": "200",
        "GET /questions/{draft_question}": "200",
        "GET /questions/{draft_question}/versions": "200",
        "GET /questions/manage": "200",
        "GET /questions/manage/new": "200",
        "POST /questions/manage/new": "303",
        "GET /questions/manage/{question}": "200",
        "POST /questions/manage/{question}": "303",
        "GET /questions/manage/{question}/checked": "200",
        "POST /questions/manage/{question}/checked": "303",
        "POST /questions/manage/{question}/publish": "303",
        "POST /questions/manage/{question}/unpublish": "303",
        "POST /library/manage/reading": "200",
        "GET /library/manage/{sheet}/media": "200",
        "POST /library/manage/{sheet}/media": "303",
        "GET /library/manage/{sheet}/languages": "200",
        "POST /library/manage/{sheet}/languages": "303",
        "GET /library/manage/{sheet}": "200",
        "GET /library/{unready_slug}/card": "200",
        "GET /library/{unready_slug}/versions": "200",
        "GET /library/manage/{sheet}/checked": "200",
        "GET /library/manage/{sheet}/easy-read": "200",
        "POST /library/manage/{sheet}/easy-read": "303",
        "GET /publishing/sheet/{unready}": "200",
        "POST /publishing/sheet/{unready}": "303",
        "GET /library/manage/{sheet}/replace": "200",
        "POST /library/manage/{sheet}/replace": "303",
        "GET /library/manage/{sheet}/at-a-glance": "200",
        "POST /library/manage/{sheet}/at-a-glance": "303",
        "GET /library/manage/readers": "200",
        "GET /library/manage/tasks": "200",
        "GET /library/manage/readers/{remark}": "200",
        "POST /library/manage/readers/{remark}": "303",
        "POST /library/manage/readers/{remark}/close": "303",
        "GET /library/manage/formats/{wish}": "200",
        "POST /library/manage/formats/{wish}": "303",
        "POST /library/manage/formats/{wish}/done": "303",
        "POST /library/manage/{sheet}": "303",
        "POST /library/manage/{sheet}/checked": "303",
        "POST /library/manage/{sheet}/publish": "303",
        "POST /library/manage/{sheet}/unpublish": "303",
        "GET /library/manage/bulk": "200",
        "POST /library/manage/bulk": "422",
        "GET /library/manage/new": "200",
        "POST /library/manage/new": "303",
    },
    "helper": {  # what waits while nobody of the team is there
        "GET /helping": "200",
        "POST /helping/comment/{held_comment}/release": "403",
    },
}


def with_role(shelf, who: str) -> None:
    """Olive has that role, or that grant, whenever the community is put back."""
    olive = db.session.get(User, getattr(shelf.world.cast, WHO).id)
    if who == "helper":
        db.session.add(RoleGrant(
            user_id=olive.id, kind=who, reason="Kind", granted_by_id=shelf.world.cast.admin.id,
            until=olive.joined_at.replace(year=2099)))
    else:
        olive.role, olive.second_step_at = who, olive.joined_at
    db.session.commit()
    shelf.snapshot = Snapshot()


@pytest.mark.one_database  # as test_permissions: what these roles are shown, others of it are shown
@pytest.mark.parametrize("who", EXCEPT)
def test_who_has_another_role_gets_what_a_member_gets_but_for_these(shelf, who):
    with_role(shelf, who)
    found = {}
    for line in permissions.lines():
        if line.room != "sockets":
            got = outcome_of(shelf, line, WHO)
            if got != line.expected[ROLES.index(WHO)]:
                found[f"{line.method} {line.pattern}"] = got
    assert found == EXCEPT[who]
