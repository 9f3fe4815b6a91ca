"""What I wrote: what is shown, what waits and until when, what was taken down."""
from flask import render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.moderation.queries.my_posts import pieces_by
from peoplehub.moderation.views.blueprint import bp


@bp.get("/settings/posts")
@members_only
def my_posts() -> ResponseReturnValue:
    return render_template("moderation/my_posts.html", pieces=pieces_by(viewer()))
