"""Home, the advisors, and the pages that only say something."""
from flask import Blueprint, current_app, render_template

from peoplehub.accounts import queries as people
from peoplehub.accounts.doors import viewer
from peoplehub.core import promise
from peoplehub.pages.cookies import cookies_of
from peoplehub.pages.queries import front_page_for

bp = Blueprint("pages", __name__)

@bp.get("/")
def home() -> str:
    return render_template("pages/home.html", front=front_page_for(viewer()))


@bp.get("/advisors")
def advisors() -> str:
    return render_template("pages/advisors.html", advisors=people.advisors_for(viewer()))


@bp.get("/terms")
def terms() -> str:
    return render_template("pages/terms.html", promise_version=promise.VERSION)


@bp.get("/cookies")
def cookies() -> str:
    return render_template("pages/cookies.html", cookies=cookies_of(current_app.config))


@bp.get("/about")
def about() -> str:
    return render_template("pages/about.html")


@bp.get("/how-to")
def how_to() -> str:
    return render_template("pages/how_to.html")


@bp.get("/help-now")
def help_now() -> str:
    return render_template("pages/help_now.html")


@bp.get("/privacy")
def privacy() -> str:
    return render_template("pages/privacy.html")


@bp.get("/accessibility")
def accessibility() -> str:
    return render_template("pages/accessibility.html")
