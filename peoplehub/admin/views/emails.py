"""The e-mail outbox: what was sent, and what failed."""
from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.admin import actions, queries
from peoplehub.admin.views.blueprint import bp, site_team
from peoplehub.core import mail
from peoplehub.core.email_address import masked
from peoplehub.core.paging import page_number


@bp.get("/admin/letters")
@site_team
def letters() -> ResponseReturnValue:
    state = request.args.get("state", "")
    state = state if state in queries.STATES else ""
    letters, page = queries.emails_for(viewer(), state, page_number(request.args))
    return render_template(
        "admin/letters.html", letters=letters, page=page, state=state, masked=masked,
        states={name: words for name, (words, _) in queries.STATES.items()},
        leaves=bool(current_app.config["MAIL_URL"]),
    )


@bp.get("/admin/letters/<int:letter_id>")
@site_team
def letter(letter_id: int) -> ResponseReturnValue:
    letter = queries.email_for(viewer(), letter_id)
    words = "" if request.method == "HEAD" else actions.open_email(viewer(), letter)
    return render_template("admin/letter.html", letter=letter, words=words,
                           read_here=mail.is_read_here())
