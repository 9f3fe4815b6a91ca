"""Queries of the forum. Every query that shows something takes the viewer first."""
from peoplehub.forum.queries.answered import answered_topic
from peoplehub.forum.queries.answers import answers_for
from peoplehub.forum.queries.board_members import (
    board_request_for,
    front_for,
    fronts_for,
    last_board_request,
    member_board_for,
    member_of_slug,
    members_for,
    membership_of,
    own_board_request,
)
from peoplehub.forum.queries.board_pages import board_page_for
from peoplehub.forum.queries.boards import (
    board_for,
    boards_for,
    boards_of_posts,
    boards_to_ask_in,
    boards_to_start_in,
)
from peoplehub.forum.queries.helpful import helpful_topics
from peoplehub.forum.queries.home import latest_not_muted, new_for
from peoplehub.forum.queries.pending_questions import question_for, question_of_address
from peoplehub.forum.queries.post_moves import (
    audience_before,
    merged_topic_for,
    moved_address,
    numbers_after_merge,
    topic_of_words,
)
from peoplehub.forum.queries.posts import (
    first_unread,
    names_for,
    names_in,
    own_post_for,
    post_at,
    post_for,
    posts_for,
    posts_since,
    posts_to_move,
    states_of,
)
from peoplehub.forum.queries.tags import tagged_topics, topics_by_tag, unanswered_tagged
from peoplehub.forum.queries.topics import (
    latest_for,
    others_in,
    started_for,
    topic_for,
    topic_page_for,
    topics_by,
    unanswered_for,
)

__all__ = [
    "board_request_for", "front_for", "fronts_for", "last_board_request", "member_board_for",
    "member_of_slug", "members_for", "membership_of", "own_board_request",
    "audience_before", "merged_topic_for", "moved_address", "posts_to_move", "topic_of_words",
    "numbers_after_merge",
    "answered_topic", "answers_for", "helpful_topics", "new_for",
    "board_for", "board_page_for", "boards_for", "boards_of_posts",
    "boards_to_ask_in", "boards_to_start_in", "latest_for",
    "latest_not_muted", "first_unread", "names_for", "names_in", "others_in", "own_post_for",
    "post_at", "post_for", "posts_for", "posts_since", "question_for", "states_of",
    "question_of_address", "started_for",
    "tagged_topics", "topics_by_tag", "unanswered_tagged",
    "topic_for", "topic_page_for", "topics_by", "unanswered_for",
]  # fmt: skip
