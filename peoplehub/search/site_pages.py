"""Pages of the site that search finds by name: they are no pieces, so the index has none of them.
"""
from functools import cache
from typing import NamedTuple

from peoplehub.core.viewers import Viewer
from peoplehub.search.normalization import fold
from peoplehub.search.query_parser import tells, words
from peoplehub.search.synonyms import root

MOST = 2  # that are shown
SHARE = 0.5  # of the words that were typed, which a name has to have


class SitePage(NamedTuple):
    """A page, what it is for, and the names by which people ask for it."""

    title: str
    address: str
    about: str
    names: tuple[str, ...]
    for_members: bool = False


PAGES = (
    SitePage("Help now", "/help-now", "Who to call, by day and by night.",
             ("help now", "emergency", "crisis", "samaritans", "suicide", "suicidal", "kill myself",
              "end my life", "want to die", "overdose", "999", "111", "urgent",
              "urgent help", "someone to talk to", "someone to ring", "not safe", "in danger",
              "self harm", "helpline", "phone number", "argyfwng")),
    SitePage("Peer advisors", "/advisors",
             "People who have been through it, who answer you privately.",
             ("peer advisors", "advisors", "advisers", "ask an advisor", "talk to an advisor",
              "peer support", "mentor", "talk to someone", "cynghorydd")),
    SitePage("Easy read sheets", "/library?kind=easy-read",
             "Information sheets in short sentences with pictures.",
             ("easy read", "easyread", "easy to read", "simple words", "hawdd ei ddarllen")),
    SitePage("Large print sheets", "/library?kind=large-print",
             "Information sheets in large letters.",
             ("large print", "big print", "large text sheets", "print bras")),
    SitePage("Information sheets", "/library", "All sheets, to read, print and keep.",
             ("information sheets", "sheets", "library", "leaflets", "factsheets", "guides",
              "downloads", "pdf", "taflenni")),
    SitePage("Questions and answers", "/questions", "Short answers to what families ask.",
             ("questions and answers", "faq", "faqs", "frequently asked questions",
              "common questions", "cwestiynau")),
    SitePage("Templates from members", "/templates",
             "Rotas, plans, letters and adverts to take home and change.",
             ("templates", "template", "rota template", "share a template", "templedi")),
    SitePage("Forum", "/forum", "All boards, and where to ask a question.",
             ("forum", "boards", "ask a question", "fforwm")),
    SitePage("Browse by situation, age and region", "/forum/situations",
             "What is there for people like you.", ("situations", "my area", "regions")),
    SitePage("Questions nobody has answered", "/unanswered", "Perhaps you know something.",
             ("unanswered questions", "unanswered")),
    SitePage("Stories", "/stories", "Longer stories of people’s lives.", ("stories", "straeon")),
    SitePage("Blogs", "/blogs", "What members write about their days.", ("blogs", "blog")),
    SitePage("Complaints", "/complaints",
             "What to do when you are unhappy with what we did.",
             ("complaints", "complain about peoplehub", "complain about a moderator",
              "complain", "cwyn", "cwynion")),
    SitePage("Contact us", "/contact", "Write to the people who look after this site.",
             ("contact", "contact us", "contact the team", "email address", "cysylltu")),
    SitePage("How to use PeopleHub", "/how-to", "Short answers about this site.",
             ("how to use", "report a post", "how this site works", "community rules", "rules",
              "block somebody", "block someone")),
    SitePage("Privacy", "/privacy", "What we keep, for how long, and your rights.",
             ("privacy", "data protection", "gdpr", "preifatrwydd")),
    SitePage("Cookies", "/cookies", "The few that this site needs.", ("cookies",)),
    SitePage("Accessibility", "/accessibility", "What works here, and what does not yet.",
             ("accessibility", "screen reader", "keyboard", "hygyrchedd")),
    SitePage("Terms", "/terms", "What we ask of each other here.",
             ("terms", "terms of use", "terms and conditions")),
    SitePage("About PeopleHub", "/about", "Who we are, and who it is for.",
             ("about", "about us", "who runs this", "peoplehub")),
    SitePage("Figures about safety", "/transparency", "Reports, decisions and times, each year.",
             ("transparency", "transparency report", "moderation figures")),
    SitePage("Display", "/settings/display", "Larger letters, colours, a dark page.",
             ("display", "bigger writing", "bigger letters", "larger letters", "larger text",
              "bigger text", "font size", "text size", "dark mode", "dark page", "colours"),
             for_members=True),
    SitePage("Your password", "/settings/security/password", "Choose another password.",
             ("change password", "password", "new password", "reset password"), for_members=True),
    SitePage("Signing in safely", "/settings/security",
             "Password, second step, and where you are signed in.",
             ("security", "second step", "two factor", "sign out everywhere"), for_members=True),
    SitePage("Your data", "/settings/data", "Download everything of yours, or leave.",
             ("delete account", "close account", "leave", "leave peoplehub", "download data",
              "my data"), for_members=True),
    SitePage("Emails", "/settings/letters", "Which emails you get, and how often.",
             ("email settings", "emails", "unsubscribe", "stop emails", "notifications settings"),
             for_members=True),
    SitePage("Not today", "/settings/not-today", "Subjects you would rather not read now.",
             ("not today", "mute words", "hide subjects"), for_members=True),
    SitePage("Messages", "/messages", "Your private messages.",
             ("messages", "private messages", "inbox", "negeseuon"), for_members=True),
    SitePage("Saved", "/saved", "What you saved for later.",
             ("saved", "bookmarks", "saved posts"), for_members=True),
)


def pages_named(viewer: Viewer, typed: str) -> list[SitePage]:
    """The pages whose name was typed, alone or in a short question; the closest first."""
    said = _telling(typed)
    found = [(share, page) for page in PAGES if viewer.id is not None or not page.for_members
             if (share := max(_share(said, name) for name in page.names)) >= SHARE]
    return [page for _, page in sorted(found, key=lambda one: -one[0])][:MOST]


def _share(said: frozenset[str], name: str) -> float:
    """How much of what was typed is this name; 0 where not all of it was typed."""
    asked = _of_name(name)
    return len(asked) / len(said) if asked and asked <= said else 0


@cache
def _of_name(name: str) -> frozenset[str]:
    return _telling(name)


def _telling(typed: str) -> frozenset[str]:
    said = words(fold(typed))
    return frozenset(root(tuple(word for word in said if tells(word)))) or frozenset(said)
