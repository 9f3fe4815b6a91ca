"""Words that are gone from the index stay in old parts of SQLite's word lists until these are
merged. After something was frozen or removed they are merged at once, and else once a week."""
from sqlalchemy import text

from peoplehub.core import jobs
from peoplehub.core.acts import act
from peoplehub.core.database import is_postgresql
from peoplehub.core.extensions import db
from peoplehub.core.page_cache import bump_site_version
from peoplehub.library.events import DocumentRead, DocumentReleased
from peoplehub.online_safety.events import ContentFrozen
from peoplehub.revisions.events import OldWordsRemoved, QuoteReplaced
from peoplehub.search.index import index_piece
from peoplehub.search.spelling_words import count_all

MERGES = (
    text("INSERT INTO search_words(search_words) VALUES ('optimize')"),
    text("INSERT INTO search_words_of_titles(search_words_of_titles) VALUES ('optimize')"),
)


def erase_after_removal(_event: ContentFrozen | OldWordsRemoved) -> None:
    """Listener, once it is committed: ask the worker for it."""
    jobs.later(erase_deleted_words)
    jobs.later(count_all)


@jobs.every(day_of_week="0", hour="3", minute="40")
@jobs.job
def erase_deleted_words() -> None:
    """Job: on PostgreSQL a row that is gone takes its words with it."""
    merge()


@act
def merge() -> None:
    if not is_postgresql():
        for statement in MERGES:
            db.session.execute(statement)


OF_OTHER_WORDS: dict = {  # words that a piece shows changed, and the piece did not
    QuoteReplaced: [index_piece, bump_site_version], DocumentRead: [index_piece],
    DocumentReleased: [index_piece],
}
OF_OLD_WORDS: dict = {OldWordsRemoved: [erase_after_removal]}  # once it is committed
