"""Words in Hebrew or Arabic run their own way wherever they are shown, and leave ours alone."""
import re

import html5lib
import pytest
from sqlalchemy import String, Text, update

from peoplehub.accounts.models import User
from peoplehub.blogs.models import Comment, Entry
from peoplehub.contact.models import Enquiry
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.forum.models import Post, Topic
from peoplehub.library.models import Sheet
from peoplehub.messages.models import Message
from peoplehub.moderation.models import Report
from peoplehub.search.models import SearchEntry
from tests.world import role

HEBREW = re.compile("[\u05d0-\u05ea]")
SAID = "שלום"
WRITTEN = {  # what people write, by table
    User: ("pen_name", "describes", "about_html"), Topic: ("title", "summary_html", "summary_text"),
    Post: ("text", "html", "hidden_reason"),
    Entry: ("title", "text", "html", "short", "teller", "place"),
    Comment: ("text", "html", "visitor_name"), Message: ("text", "html"),
    Sheet: ("title", "summary", "html", "for_whom", "change_note"), Report: ("details",),
    Enquiry: ("text",), SearchEntry: ("title", "body"),
}
PAGES = (
    "/", "/forum", "/forum/{board}", "/forum/topics/{topic}-{topic_slug}",
    "/forum/topics/{topic}-{topic_slug}?quote=1", "/forum/posts/{post}/edit",
    "/forum/posts/{post}/delete", "/blogs", "/blogs/amina", "/blogs/amina/{entry_slug}", "/stories",
    "/drafts", "/blogs/drafts", "/blogs/comments/{comment}/edit", "/messages", "/messages/{talk}",
    "/messages/new?to=ben", "/people/ben", "/people/ben/block", "/report/post/{reply}",
    "/library", "/library/{sheet_slug}", "/library/{sheet_slug}/easy-read", "/library/manage",
    "/search?q=שלום", "/notifications", "/advisors", "/settings", "/settings/profile",
    "/settings/privacy", "/moderation", "/moderation/log", "/moderation/post/{reply}",
    "/moderation/reports/{report}", "/moderation/people/{report}", "/admin/people",
    "/admin/people/2", "/contact/enquiries", "/moderation/contact", "/admin/record",
)


@act
def fill() -> None:
    """Everything that people wrote is in Hebrew now. What is long holds a paragraph."""
    for model, columns in WRITTEN.items():
        said = {}
        for column in columns:
            kind = model.__table__.c[column].type
            said[column] = f"<p>{SAID}</p>" if "html" in column else SAID
            assert isinstance(kind, String | Text)
        if "pen_name" in said:
            for person in db.session.scalars(db.select(User)):
                person.pen_name = f"{SAID} {person.id}"
            del said["pen_name"]
        db.session.execute(update(model).values(said))


def without_direction(html: str) -> list[str]:
    """Where Hebrew words stand in no element that lets them run their own way."""
    page = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return list(_look(page.find("body"), "", has_own=False))


def _look(node, path, has_own):
    if not isinstance(node.tag, str) or node.tag in ("option", "script", "svg"):
        return
    classes = (node.get("class") or "").split()
    if "vh" in classes:
        return  # is heard and not seen
    path = f"{path} {node.tag}{'.' + '.'.join(classes) if classes else ''}"
    if node.tag not in ("body", "main"):
        has_own = has_own or node.get("dir") == "auto" or node.tag == "bdi"
    for said in (node.text, node.get("value") if node.tag == "input" else ""):
        if said and HEBREW.search(said) and not has_own and node.get("type") != "hidden":
            yield f"{path}: {said.strip()}"
    for child in node:
        yield from _look(child, path, has_own)
        if child.tail and HEBREW.search(child.tail) and not has_own:
            yield f"{path}: {child.tail.strip()}"


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["owner", "admin", "stranger"])
def test_what_people_write_runs_its_own_way(world, browser, who):
    fill()
    reader, wrong, shown = browser(role(world.cast, who)), {}, 0
    for page in PAGES:
        answer = reader.get(page.format(**world.names), follow_redirects=True)
        if answer.status_code == 200:
            shown += bool(HEBREW.search(answer.text.partition("<body")[2]))
            for place in without_direction(answer.text):
                wrong.setdefault(place, page)
    assert shown > 8 and not wrong, "\n".join(f"{page}:{place}" for place, page in wrong.items())
