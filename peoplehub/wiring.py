"""Event listeners: which function is called for which event. DURING ones share the transaction of
the act and can undo it; AFTER ones run once it is done, and a failure is logged and never shown."""
from peoplehub.accounts import events as accounts, following, queries as people
from peoplehub.advisors import actions as asking, events as advising
from peoplehub.audit import reasons, record
from peoplehub.blogs import counters as comments, queries as blogs
from peoplehub.contact import events as contact, quiet_time
from peoplehub.core.events import Changed, Drafted, Moderated, Published, Withdrawn
from peoplehub.core.listener_table import by_event
from peoplehub.core.page_cache import bump_site_version as bump
from peoplehub.cover.actions import follow_hours
from peoplehub.forum import actions as topic_actions, counters as topics, events as forum
from peoplehub.membership import events as membership
from peoplehub.messages import events as messages
from peoplehub.moderation import cases, events as moderation, join_cases, letter_cases, screening
from peoplehub.notifications import events as notifications, listeners as notices
from peoplehub.online_safety import copies, events as online_safety
from peoplehub.push import listeners as push
from peoplehub.realtime import broadcasts as live, post_broadcasts as live_posts
from peoplehub.rota import alarms, break_ins, events as rota, safeguarding_alarms as leads
from peoplehub.safeguarding import enquiry_listeners, events as safety, listeners as danger
from peoplehub.safeguarding.return_listeners import end_without_leads, signal_return
from peoplehub.search import erasure, index, moves

WRITTEN = [screening.screen, danger.see_danger, index.index_piece, notices.keep_mentions]
DURING: dict = by_event({  # an event, or several together: who hears of it, in this order
    Drafted: [notices.keep_mentions], Published: [*WRITTEN, notices.tell_of_new],
    Changed: [*WRITTEN, notices.tell_of_change, bump], **erasure.OF_OTHER_WORDS,
    Withdrawn: [cases.look_again, index.index_piece, notices.forget_withdrawn, bump],
    Moderated: [cases.look_again, topics.recount_topic_of, comments.recount_comments_of,
                index.index_piece, notices.tell_of_decision, copies.take_again, bump],
    (*accounts.ON_PAGES, forum.BoardSaved, forum.BoardRulesSet): [bump],
    accounts.RoleChanged: [push.forget_devices, end_without_leads, notices.forget_closed, bump],
    accounts.ENDS_SESSIONS: [push.forget_devices], accounts.AddressBlockNoted: [signal_return],
    accounts.BREAK_IN_SIGNS: [break_ins.raise_for_sign],
    accounts.ProfileChanged: [notices.rename_mentions, bump],
    accounts.OF_STANDING: [notices.tell_of_standing], **notices.OF_EDITING,
    contact.EnquiryReceived: [letter_cases.follow, enquiry_listeners.see_danger_in_enquiry],
    contact.OF_WORK: [letter_cases.follow], accounts.QuietTimeBegun: [quiet_time.ask_team],
    (*membership.OF_REQUESTS, *forum.OF_BOARD_REQUESTS): [
        join_cases.follow, enquiry_listeners.see_in_request, notices.tell_of_board],
    forum.OF_BOARD_MEMBERS: [notices.forget_for_one, notices.tell_of_board],
    forum.OF_MOVES: [moves.move, cases.move, notices.follow_move, bump],
    forum.BoardAudienceChanged: [moves.move_board, notices.forget_where_closed],
    advising.OF_NOTICES: [notices.tell_of_advising], **notices.OF_COVER, **notices.OF_TAPS,
    messages.MessageSent: [notices.tell_of_message], advising.AvailabilityChanged: [follow_hours],
    messages.WAIT_NO_MORE: [notices.forget_conversation], **notices.OF_QUESTIONS, **notices.OF_TAGS,
    moderation.PieceReported: [alarms.raise_for_report], moderation.CaseLetGo: [alarms.start_again],
    (moderation.CaseClaimed, moderation.CaseSettled): [alarms.stop_for_case],
    moderation.ReportSettled: [notices.tell_reporter, copies.block_for_report],
    moderation.OF_CASES: [notices.tell_of_case], moderation.OF_SUPPORT: [notices.tell_of_support],
    safety.DangerSeen: [alarms.raise_for_danger], rota.AlarmEscalated: [leads.ask_for_a_lead],
    safety.SafeguardingCaseOpened: [leads.wake_leads], safety.DESTROYED: [reasons.forget_reasons],
    safety.SafeguardingCaseAccepted: [leads.stop_waking], **enquiry_listeners.OF_REMARKS,
    safety.ConversationOpeningTold: [notices.tell_of_opening],
    notifications.NotificationsRead: [notices.forget_what_was_read], **notices.OF_INBOX,
})
RECORDED = [record.record]  # also DURING, for every event that is not in UNRECORDED
UNRECORDED = {Drafted, *accounts.UNRECORDED, *messages.UNRECORDED, *notifications.UNRECORDED}
FIRST_LOOK, LOOK_AT_ALL = screening.look_at, danger.look_for_danger  # before writing
AFTER: dict = by_event({
    Published: [live_posts.show_new, notices.count_for_piece],
    Changed: [live_posts.show_changed, notices.count_for_piece], **live.OF_QUOTES,
    Withdrawn: [live_posts.show_changed, live.show_changed],
    Moderated: [live_posts.show_changed, live.show_changed, notices.count_for_piece],
    accounts.PersonConfirmed: [topic_actions.post_pending_question, asking.send_pending_request],
    messages.MessageSent: [live.show_message, live.show_counts_of_talk],
    messages.CHANGES: [live.show_changed_message, live.show_counts_of_talk],
    messages.MessageDelivered: [live.show_delivered], messages.MessageRead: [live.show_read],
    messages.ConversationAccepted: [live.show_accepted, live.show_counts],
    messages.ConversationDeclined: [live.show_counts],
    notifications.NotificationsRead: [notices.count_again],
    online_safety.ContentFrozen: [erasure.erase_after_removal], **erasure.OF_OLD_WORDS,
})

TOLD: dict = {  # who is told of a piece, by its kind: the queries that find them
    "comment": [people.mentioned_in, blogs.author_of_entry, following.recipients],
    "any other kind": [people.mentioned_in, people.answered_in, following.recipients],
}
