"""Who listens to whom: the one table of side effects.

DURING listeners share the act's transaction: if one fails, the act is undone.
AFTER listeners run once the act is committed: a failure is logged, never shown.
What people and the team do is also written in the record (`audit`): all but looking and one's own
settings.
"""
from peoplehub.accounts import events as accounts
from peoplehub.admin import events as admin
from peoplehub.audit.record import record
from peoplehub.blogs import events as blogs
from peoplehub.blogs.counters import recount_comments_of
from peoplehub.contact import events as contact
from peoplehub.core.fresh import everywhere
from peoplehub.forum import events as forum
from peoplehub.forum.actions import post_kept_question
from peoplehub.forum.counters import recount_topic_of
from peoplehub.library import events as library
from peoplehub.library import printing
from peoplehub.messages import events as messages
from peoplehub.moderation import events as moderation
from peoplehub.moderation import screening
from peoplehub.notifications import broadcasts as counted
from peoplehub.notifications import events as notifications
from peoplehub.notifications import letters, mentions
from peoplehub.realtime import broadcasts
from peoplehub.search import index

DURING: dict = {
    accounts.PersonJoined: [record],
    accounts.PersonConfirmed: [record],
    accounts.PersonDeclared: [everywhere, record],
    accounts.SignedIn: [record],
    accounts.SignedOut: [record],
    accounts.SessionEnded: [record],
    accounts.AllSessionsEnded: [record],
    accounts.EverybodySignedOut: [record],
    accounts.PasswordChanged: [record],
    accounts.EmailChanged: [record],
    accounts.LinkMade: [record],
    accounts.ProfileChanged: [mentions.follow_to_new_name, everywhere, record],
    accounts.RoleChanged: [everywhere, record],
    accounts.PersonSuspended: [letters.tell_of_pause, record],
    accounts.SuspensionLifted: [letters.tell_of_lifting, record],
    accounts.PersonBlocked: [record],
    accounts.PersonUnblocked: [record],
    admin.LetterOpened: [record],
    forum.TopicStarted: [
        screening.screen_post, index.index_post, mentions.keep_of_post, letters.tell_of_post,
        record,
    ],
    forum.PostReplied: [
        screening.screen_post, index.index_post, mentions.keep_of_post, letters.tell_of_post,
        record,
    ],
    forum.PostEdited: [
        screening.screen_post, index.index_post, mentions.keep_of_post, letters.tell_of_edit,
        everywhere, record,
    ],
    forum.PostDeleted: [index.index_post, letters.forget_post, everywhere, record],
    forum.TopicPinned: [record],
    forum.TopicUnpinned: [record],
    forum.TopicLocked: [record],
    forum.TopicUnlocked: [record],
    forum.TopicMoved: [index.move_topic, letters.forget_where_closed, everywhere, record],
    forum.TopicShortened: [record],
    forum.AuthorRevealed: [record],
    forum.BoardSaved: [index.move_board, letters.forget_where_closed, everywhere, record],
    blogs.EntrySaved: [mentions.keep_of_entry],
    blogs.EntryPublished: [screening.screen_entry, index.index_entry, record],
    blogs.EntryEdited: [
        screening.screen_entry, index.index_entry, mentions.keep_of_entry, record,
    ],
    blogs.EntryUnpublished: [index.index_entry, record],
    blogs.EntryDeleted: [index.index_entry, record],
    blogs.CommentAdded: [
        screening.screen_comment, index.index_comment, mentions.keep_of_comment,
        letters.tell_of_comment, record,
    ],
    blogs.CommentEdited: [
        screening.screen_comment, index.index_comment, mentions.keep_of_comment, record,
    ],
    blogs.CommentDeleted: [index.index_comment, letters.forget_comment, record],
    library.SheetPublished: [index.index_sheet, record],
    library.SheetChanged: [index.index_sheet, record],
    library.SheetUnpublished: [index.index_sheet, record],
    library.SheetChecked: [record],
    contact.EnquiryReceived: [record],
    contact.EnquiryClaimed: [record],
    contact.EnquiryLetGo: [record],
    contact.EnquiryAnswered: [record],
    contact.EnquiryClosed: [record],
    contact.EnquiryReopened: [record],
    messages.ConversationStarted: [record],
    messages.ConversationAccepted: [record],
    messages.ConversationDeclined: [letters.forget_conversation, record],
    messages.MessageSent: [letters.tell_of_message, record],
    messages.MessageRead: [letters.forget_conversation],
    messages.MessageDeleted: [record],
    moderation.PieceReported: [record],
    moderation.ReportSettled: [letters.tell_reporter, record],
    moderation.PieceHeld: [
        recount_topic_of, recount_comments_of, index.index_moderated,
        letters.tell_of_hold, everywhere, record,
    ],
    moderation.PieceReleased: [
        recount_topic_of, recount_comments_of, index.index_moderated,
        letters.tell_of_release, everywhere, record,
    ],
    moderation.PieceHidden: [
        recount_topic_of, recount_comments_of, index.index_moderated,
        letters.tell_of_hiding, everywhere, record,
    ],
    moderation.PieceRestored: [
        recount_topic_of, recount_comments_of, index.index_moderated,
        letters.tell_of_restoring, everywhere, record,
    ],
    notifications.NotificationsRead: [letters.forget_what_was_read],
}  # fmt: skip

AFTER: dict = {
    accounts.PersonConfirmed: [post_kept_question],
    library.SheetPublished: [printing.wake],
    library.SheetChanged: [printing.wake],
    library.SheetChecked: [printing.wake],
    forum.TopicStarted: [counted.count_for_post],
    forum.PostReplied: [broadcasts.show_post, counted.count_for_post],
    forum.PostEdited: [broadcasts.show_changed_post, counted.count_for_post],
    forum.PostDeleted: [broadcasts.show_changed_post],
    blogs.CommentAdded: [counted.count_for_comment],
    messages.MessageSent: [broadcasts.show_message, broadcasts.show_counts_of_talk],
    messages.MessageDeleted: [broadcasts.show_changed_message, broadcasts.show_counts_of_talk],
    messages.MessageDelivered: [broadcasts.show_delivered],
    messages.MessageRead: [broadcasts.show_read],
    messages.ConversationAccepted: [broadcasts.show_accepted, broadcasts.show_counts],
    messages.ConversationDeclined: [broadcasts.show_counts],
    moderation.PieceHeld: [broadcasts.show_moderated, counted.count_for_piece],
    moderation.PieceReleased: [broadcasts.show_moderated, counted.count_for_piece],
    moderation.PieceHidden: [broadcasts.show_moderated, counted.count_for_piece],
    moderation.PieceRestored: [broadcasts.show_moderated, counted.count_for_piece],
    notifications.NotificationsRead: [counted.count_again],
}

# Happens, is nobody's business, and is said out loud here so that nothing is forgotten by accident.
SILENT: set = {
    forum.TopicFollowed,
    forum.TopicUnfollowed,
}
