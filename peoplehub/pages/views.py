"""HTTP views: home, and pages of fixed text."""
import json

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
)
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.accounts.models import Anonymous
from peoplehub.core import clock, crawlers, feeds, limits, promise, publications
from peoplehub.core.error_pages import needs_nothing
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.page_cache import cached_page
from peoplehub.core.publication_lists import newest
from peoplehub.messages import queries as messages
from peoplehub.messages.policy import may_answer
from peoplehub.pages import conversation_pdf
from peoplehub.pages.cookies import cookies_of
from peoplehub.pages.page_context import ELSEWHERE
from peoplehub.pages.queries import front_page_for, own_page_for
from peoplehub.pages.web_app import manifest_of

bp = Blueprint("pages", __name__)

@bp.get("/")
def home() -> ResponseReturnValue:
    """The poster is for visitors; a member's home is theirs."""
    return cached_page(viewer(), show_home, "forum", "blogs", "library", "accounts")


def show_home() -> str:
    if viewer().id is None:
        return render_template("pages/home.html", front=front_page_for(viewer()))
    return render_template("pages/own_home.html", own=own_page_for(viewer()))


@bp.get("/feeds/<kind>.atom")
def feed(kind: str) -> BaseResponse:
    """What is new of a kind, as visitors see it. Some kinds have other feeds, in their own room."""
    model = publications.KINDS.get(kind)
    if model is None or model.feed is None:
        raise NotFound()
    return feeds.atom(newest(model, Anonymous(), feeds.SIZE), *model.feed)


@bp.get("/menu")
def menu() -> str:
    return render_template("pages/menu.html")


@bp.get("/leave")
@needs_nothing
def leave() -> BaseResponse:
    """Out of the site at once. What a visitor's browser carries of them (the way back to a question
    that they wrote, the email they began to join with) is gone; a member's kept question too."""
    session.pop("asked", None)
    if session and "_user_id" not in session:
        session.clear()
    answer = redirect(ELSEWHERE, 303)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/terms")
@needs_nothing
def terms() -> str:
    return render_template("pages/terms.html", promise_version=promise.VERSION,
                           promise=[line for line, _right in promise.PROMISE.values()])


@bp.get("/cookies")
@needs_nothing
def cookies() -> str:
    return render_template("pages/cookies.html", cookies=cookies_of(current_app.config))


@bp.get("/robots.txt")
@needs_nothing
def robots() -> Response:
    response = Response(crawlers.robots_txt(), mimetype="text/plain")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@bp.get("/manifest.webmanifest")
@needs_nothing
def manifest() -> Response:
    """What a phone needs to keep the site on its home screen."""
    words = json.dumps(manifest_of(current_app.config["SITE_NAME"]), ensure_ascii=False)
    response = Response(words, mimetype="application/manifest+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@bp.get("/about")
@needs_nothing
def about() -> str:
    return render_template("pages/about.html")


@bp.get("/how-to")
@needs_nothing
def how_to() -> str:
    return render_template("pages/how_to.html")


@bp.get("/help-now")
@needs_nothing
def help_now() -> str:
    return render_template("pages/help_now.html")


@bp.get("/privacy")
@needs_nothing
def privacy() -> str:
    return render_template("pages/privacy.html")


@bp.get("/accessibility")
@needs_nothing
def accessibility() -> str:
    within = current_app.config["ANSWER_WITHIN"]
    return render_template("pages/accessibility.html", within=within)


@bp.get("/messages/<int:conversation_id>/take-along")
@members_only
def take_along(conversation_id: int) -> str:
    """What a PDF of one's conversation shall hold."""
    conversation = messages.conversation_for(viewer(), conversation_id)
    return render_template("pages/take_along.html", conversation=conversation,
                           is_veiled=may_answer(viewer(), conversation), most=conversation_pdf.MOST)


@bp.get("/messages/<int:conversation_id>/conversation.pdf")
@members_only
def conversation_paper(conversation_id: int) -> BaseResponse:
    conversation = messages.conversation_for(viewer(), conversation_id)
    limits.ask("upload", member().id)  # as slow as a picture
    made_at = clock.now()
    paper = conversation_pdf.paper_of(
        viewer(), conversation, request.args.get("name") == "1", made_at)
    db.session.rollback()  # setting it takes a moment, and needs the database no more
    answer = make_response(conversation_pdf.compiled(paper, made_at))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = 'attachment; filename="my-messages.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
