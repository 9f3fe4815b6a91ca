"""What pages ask of tables that grow is found by an index: nobody looks through all of a table."""
import re

import pytest
from sqlalchemy import event, select, text

from peoplehub.accounts.models import User
from peoplehub.blogs.models import Entry
from peoplehub.core.extensions import db
from peoplehub.notifications.models import Notification

PAGES = {  # who asks → for what
    "stranger": ("/", "/forum", "/forum/planning", "/forum/topics/{topic}-{topic_slug}", "/blogs",
                 "/blogs/amina", "/blogs/amina/{entry_slug}", "/stories", "/library",
                 "/library/{sheet_slug}", "/search?q=plan", "/advisors", "/people/amina",
                 "/ask", "/healthz", "/readyz"),
    "owner": ("/", "/forum", "/forum/planning", "/forum/topics/{topic}-{topic_slug}", "/blogs",
              "/blogs/amina/{entry_slug}", "/library", "/search?q=plan", "/messages",
              "/messages/{talk}", "/messages/{talk}/since?after=0", "/notifications",
              "/people/ben", "/settings/privacy", "/settings/security",
              "/forum/topics/{topic}/names"),
    "moderator": ("/", "/moderation", "/moderation/log", "/moderation/reports/{report}",
                  "/moderation/people/ben", "/moderation/care", "/contact/queue", "/forum/topics/{topic}-{topic_slug}"),
    "safeguarding": ("/safeguarding", "/safeguarding/cases/{safety}"),
    "admin": ("/admin/people", "/admin/letters", "/admin/record", "/admin/health",
              "/admin/figures", "/admin/register"),
}
SCANNED = re.compile(r"^SCAN (?:(\w+)(?! USING)(?! VIRTUAL)\b)$")
BY_HAND = {  # a few in a week, written by the team about itself
    "shift", "swap", "holiday", "measure", "document_version", "registered_decision",
    "accountable_person", "danger_rules",
    "advisor_profile", "advisor_experience", "advisor_availability", "advisor_training",
    "advisor_absence", "cover_request", "announcement", "glossary_term", "synonym_group"}
SMALL = {"board", "site_version", "page_version", *BY_HAND}  # or as many as there are rooms
NEWEST_LINKS = {"audit_chain_link", "audit_chain_seal"}  # the last by its number, and no other
COUNTED = {  # all of them, for the pager of a list that only the team has
    "/moderation/log": {"decision"}, "/admin/record": {"audit_record", *NEWEST_LINKS}, "/admin/people": {"user"},
    "/admin/letters": {"email"},
    "/admin/health": {"email"}, "/readyz": {"email"},  # kept for a week
}


@pytest.fixture
def scans(app, database_kind):
    """The tables that are looked through as a whole while it is on, each with the statement."""
    if database_kind == "postgresql":
        pytest.skip("its plans follow what it has counted; the indexes are the same")
    found = {}

    def explain(connection, _cursor, statement, parameters, _context, _many):
        if statement.startswith(("SELECT", "WITH", "UPDATE", "DELETE")):
            here = connection.connection.dbapi_connection
            for *_numbers, step in here.execute(f"EXPLAIN QUERY PLAN {statement}", parameters):
                if (match := SCANNED.match(step)) and match[1] in db.metadata.tables:
                    found[match[1]] = statement

    event.listen(db.engine, "before_cursor_execute", explain)
    yield found
    event.remove(db.engine, "before_cursor_execute", explain)


@pytest.mark.parametrize("who", PAGES)
def test_no_page_looks_through_the_whole_of_a_table_that_grows(who, shelf, scans):
    wrong = {}
    for page in PAGES[who]:
        scans.clear()
        answer = shelf.ask(who, "GET", page.format(**shelf.world.names))
        assert answer.status_code == 200, page
        for table in scans.keys() - SMALL - COUNTED.get(page, set()):
            wrong[page, table] = scans[table]
    assert wrong == {}


NEWEST = (  # notices of a person by time, people by when they joined, entries by time
    select(Notification.id).where(Notification.user_id == 1).order_by(Notification.at.desc()),
    select(User.id).order_by(User.joined_at.desc()),
    select(Entry.id).order_by(Entry.published_at.desc()),
)


@pytest.mark.parametrize("newest", NEWEST)
def test_the_newest_of_a_list_are_not_found_by_putting_all_of_them_in_order(shelf, scans, newest):
    asked = newest.limit(30).compile(db.engine, compile_kwargs={"literal_binds": True})
    plan = " ".join(row[-1] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {asked}")))
    assert "USING" in plan and "TEMP B-TREE" not in plan
