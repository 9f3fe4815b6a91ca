"""Application factory: `create_app` registers every package, and nothing else.

Nothing happens here but putting rooms together: read `create_app` to see the whole application, and
`wiring` to see who listens to whom.
"""
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from peoplehub import cli, wiring
from peoplehub.accounts import auth, followed_places, returned_emails
from peoplehub.accounts.actions import cleanup, email_verification
from peoplehub.accounts.models import User
from peoplehub.accounts.views import bp as accounts
from peoplehub.admin.views import bp as admin
from peoplehub.advisors import draft_places as request_drafts
from peoplehub.advisors.views import bp as advisors
from peoplehub.announcements.views import bp as announcements
from peoplehub.attachments import queries as attachment_queries
from peoplehub.attachments.views import bp as attachments
from peoplehub.blogs import (
    draft_places as comment_drafts,
    followed_places as followed_blogs,
    queries as blog_queries,
)
from peoplehub.blogs.views import bp as blogs
from peoplehub.bookmarks.views import bp as bookmarks
from peoplehub.compliance.views import bp as compliance
from peoplehub.contact import draft_places as letter_drafts
from peoplehub.contact.views import bp as contact
from peoplehub.core import (
    acts,
    antivirus,
    assets,
    blocked_files,
    compression,
    conditional_requests,
    crawlers,
    database,
    error_pages,
    files,
    form_tokens,
    forms,
    headers,
    jobs,
    limits,
    logs,
    mail,
    page_cache,
    prerendering,
    recipients,
    session_cookie,
    template_globals,
    unread_counts,
    url_routing,
)
from peoplehub.core.extensions import db, migrate
from peoplehub.cover.views import bp as cover
from peoplehub.drafts import queries as draft_queries, views as drafts
from peoplehub.drafts.listeners import forget_sent
from peoplehub.editorial import recording as version_recording
from peoplehub.editorial.views import bp as editorial
from peoplehub.email_replies import addresses, retention as reply_retention
from peoplehub.email_replies.views import bp as email_replies
from peoplehub.first_visit.views import bp as first_visit
from peoplehub.folding import not_today
from peoplehub.folding.views import bp as folding
from peoplehub.forum import draft_places as forum_drafts, followed_places as followed_topics
from peoplehub.forum.views import board_members, bp as forum, questions
from peoplehub.glossary import page_context as glossary_context
from peoplehub.glossary.views import bp as glossary
from peoplehub.handouts import queries as handout_queries
from peoplehub.handouts.views import bp as handouts
from peoplehub.handover import views as handover
from peoplehub.library import (
    followed_places as followed_sheets,
    held_originals,
    original_reading,
    queries as library_queries,
    reading_ages,
)
from peoplehub.library.views import bp as library
from peoplehub.member_templates import queries as template_queries
from peoplehub.member_templates.views import bp as member_templates
from peoplehub.membership.views import bp as membership
from peoplehub.messages import (
    conversation_retention,
    draft_places as message_drafts,
    file_queries as message_files,
    queries as message_queries,
)
from peoplehub.messages.views import bp as messages
from peoplehub.moderation import queries as report_queries
from peoplehub.moderation.views import bp as moderation
from peoplehub.notifications import (
    daily,
    leaving,
    news_pushes,
    old_words,
    queries as notification_queries,
    unsubscribing,
)
from peoplehub.notifications.views import bp as notifications
from peoplehub.online_safety import (
    conversation_holds,
    copies,
    harmful_files,
    queries as safety_queries,
)
from peoplehub.online_safety.views import bp as online_safety
from peoplehub.pages import page_context
from peoplehub.pages.views import bp as pages
from peoplehub.push import views as push
from peoplehub.questions import followed_places as followed_questions
from peoplehub.questions.views import bp as answered_questions
from peoplehub.reactions.views import bp as reactions
from peoplehub.realtime import server
from peoplehub.revisions import recording
from peoplehub.revisions.views import bp as revisions
from peoplehub.rota import views as rota
from peoplehub.safeguarding import page_context as help_card, queries as case_queries
from peoplehub.safeguarding.views import bp as safeguarding
from peoplehub.search import answered, queries as search_queries
from peoplehub.search.synonym_views import bp as synonyms
from peoplehub.search.views import bp as search
from peoplehub.sheet_feedback import page_context as feedback_context
from peoplehub.sheet_feedback.views import bp as sheet_feedback
from peoplehub.situations import views as situations
from peoplehub.statistics import views as statistics
from peoplehub.supervision.views import bp as supervision
from peoplehub.tags.views import bp as tags
from peoplehub.training.views import bp as training
from peoplehub.unanswered import views as unanswered

HOUSE = Path(__file__).resolve().parent.parent

BLUEPRINTS = [
    assets.bp, accounts, admin, announcements, attachments, advisors, questions.bp,
    board_members.requests, blogs, bookmarks, compliance, contact, cover, drafts.bp, editorial,
    answered_questions, email_replies, first_visit, folding, forum, glossary, handouts,
    handover.bp, library,
    member_templates, membership, messages,
    moderation, notifications, online_safety, pages, push.bp, reactions, revisions, rota.bp,
    safeguarding, search, synonyms, sheet_feedback, situations.bp, statistics.bp, supervision,
    tags, training, unanswered.bp,
]  # fmt: skip

COUNTS = {"messages": message_queries.UNREAD, "notifications": notification_queries.UNREAD}
COUNTED = COUNTS | {"drafts": draft_queries.COUNT}  # of who asks for a page
DRAFT_PLACES = (
    forum_drafts.DRAFT_PLACES | comment_drafts.DRAFT_PLACES | message_drafts.DRAFT_PLACES
    | letter_drafts.DRAFT_PLACES | request_drafts.DRAFT_PLACES
)
FOLLOWED_PLACES = (followed_topics.FOLLOWED_PLACES | followed_blogs.FOLLOWED_PLACES
                   | followed_sheets.FOLLOWED_PLACES | followed_questions.FOLLOWED_PLACES)
FILES_IN_USE = [attachment_queries.files_in_use, blog_queries.files_in_use,
                library_queries.files_in_use, template_queries.files_in_use,
                handout_queries.files_in_use, safety_queries.files_in_use,
                message_files.files_in_use, report_queries.files_in_use, case_queries.files_in_use]


ROUNDS = (  # of the worker, in files that nothing else imports
    cleanup.delete_expired, reply_retention.forget_old_replies, daily.tell_once_a_day,
    news_pushes.tell_devices, held_originals.check_held, original_reading.read_all,
    reading_ages.measure_all,
)  # fmt: skip


class Site(Flask):
    """No view here is a coroutine: Flask need not look at each function that it calls whether it
    is one, twenty times for every request."""

    jinja_environment = template_globals.TemplateEnvironment

    def ensure_sync(self, func: Callable) -> Callable:
        return func


def create_app(config: Any) -> Flask:
    config.prepare()
    app = Site("peoplehub", template_folder=HOUSE / "templates", static_folder=None)
    app.config.from_object(config)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    logs.init_app(app)
    session_cookie.init_app(app)
    url_routing.init_app(app)
    database.init_app(app)
    migrate.init_app(app, db, directory=HOUSE / "migrations", render_as_batch=True)
    files.init_app(app, FILES_IN_USE)
    antivirus.init_app(app, harmful_files.note_harmful_file)
    blocked_files.init_app(app, copies.refuse_copy)
    page_cache.init_app(app)
    conditional_requests.init_app(app)
    limits.init_app(app)
    jobs.init_app(app)
    conversation_retention.init_app(app, conversation_holds.is_conversation_wanted)
    mail.init_app(app, email_verification.secrets_for, addresses.reply_for,
                  leaving.leaving_of, unsubscribing.list_headers,
                  returned_emails.note_returned)
    headers.init_app(app)
    compression.init_app(app)
    not_today.init_app(app)
    glossary_context.init_app(app)
    feedback_context.init_app(app)
    template_globals.init_app(app)
    forms.init_app(app)
    form_tokens.init_app(app)
    auth.init_app(app, unread_counts.columns_of(COUNTED, User.__table__.c.id))
    acts.init_app(app, wiring.DURING, wiring.AFTER, [*wiring.RECORDED, forget_sent],
                  wiring.UNRECORDED)
    prerendering.init_app(app, wiring.FIRST_LOOK, wiring.LOOK_AT_ALL)
    recipients.init_app(app, wiring.TOLD)
    recording.init_app(app, [old_words.out_of_notices, version_recording.out_of_versions])
    error_pages.init_app(app)
    page_context.init_app(app)
    help_card.init_app(app)
    unread_counts.init_app(app, COUNTS)
    crawlers.init_app(app)
    drafts.init_app(app, DRAFT_PLACES)
    followed_places.init_app(app, FOLLOWED_PLACES)
    push.init_app(app)
    rota.init_app(app)
    statistics.init_app(app)
    handover.init_app(app)
    app.extensions["posts_like"] = search_queries.posts_like  # asked by the forum, below
    app.extensions["sheet_like"] = library_queries.sheet_like
    app.extensions["sheet_out"] = library_queries.sheet_out
    app.extensions["sheets_with"] = library_queries.sheets_with
    app.extensions["answers_to"] = answered.answers_to

    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    server.init_app(app)
    cli.init_app(app)
    trust_proxies(app)
    return app


def trust_proxies(app: Flask) -> None:
    """Believe only as many forwarded hops as there are proxies of our own."""
    if hops := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask itself says it is done
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)
