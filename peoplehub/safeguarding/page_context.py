"""The help card on pages: above the box while words are looked at, and where their writer lands
after sending them. Only the writer sees it."""
from collections.abc import Iterable

from flask import Flask, Response, flash, g, get_template_attribute, request
from markupsafe import Markup

from peoplehub.core.viewers import Viewer
from peoplehub.moderation.models import Case
from peoplehub.safeguarding import policy, queries

CARD = "safeguarding/_help_card.html"
WRITTEN = ("title", "text", "short", "why")  # the fields of what people write
WRITTEN_IN = {"forum", "ask", "blogs", "messages", "contact", "membership",
              "sheet_feedback"}  # blueprints
WAKES_NOBODY = {  # by blueprint: these words are in no queue of the team
    "search": "Nobody in the team is told what you look for.",
    "sheet_feedback": "Whoever looks after the sheet may read what you send days later.",
}
AFTER_SENDING = "help-card"  # the category of its notice
UNREAD_AFTER_SENDING = "help-card-unread"  # the same, of words that wake nobody
MOST_QUOTED = 1_000  # characters, which the session's cookie has to carry


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        help_card=help_card, help_card_after_sending=help_card_after_sending,
        open_safeguarding_cases=queries.open_count, may_hand_over=may_hand_over,
        openings_told=queries.openings_told,
        open_return_signals=queries.open_signals, returns_in_force=queries.returns_in_force)
    app.after_request(show_after_sending)


def help_card(words: Iterable[str]) -> Markup | str:
    """The card, if these words of a form have a sign of danger; once on a page."""
    if g.get("has_help_card") or not queries.sign_in_words(*words):
        return ""
    return _drawn("\n".join(words), sent=False)


def help_card_after_sending(quoted: str, kind: str = AFTER_SENDING) -> Markup | str:
    """The card on the page where the writer lands. `quoted`: what they may send to the team, if it
    was a private message; `kind`: the category of the notice."""
    if g.get("has_help_card"):
        return ""
    return _drawn(quoted, sent=True, unread=kind == UNREAD_AFTER_SENDING)


def show_after_sending(response: Response) -> Response:
    """A form was sent: if it had words of danger, the next page of this person shows the card."""
    if request.method == "POST" and response.status_code == 303 and _is_writing():
        words = [said for name in WRITTEN if (said := request.form.get(name))]
        if queries.sign_in_words(*words):
            wakes_nobody = request.blueprint in WAKES_NOBODY
            flash("\n".join(words)[:MOST_QUOTED] if _is_private() else "",
                  UNREAD_AFTER_SENDING if wakes_nobody else AFTER_SENDING)
    return response


def may_hand_over(viewer: Viewer, case: Case) -> bool:
    """For the page of a moderation case and the queue, which asks once who leads."""
    if "safeguarding_leads" not in g:
        g.safeguarding_leads = queries.leads_but(None)
    others = [one for one in g.safeguarding_leads if one.id != case.about_id]
    return policy.may_hand_over(viewer, case, others)


def _drawn(words: str, sent: bool, unread: bool = False) -> Markup:
    g.has_help_card = True
    card = get_template_attribute(CARD, "card")
    where = "sheet_feedback" if unread else "" if sent else request.blueprint or ""
    return card(private=_is_private(), quoted=words[:MOST_QUOTED], sent=sent,
                wakes_nobody=WAKES_NOBODY.get(where, ""))


def _is_writing() -> bool:
    return (request.blueprint or "") in WRITTEN_IN


def _is_private() -> bool:
    return request.path.startswith("/messages")
