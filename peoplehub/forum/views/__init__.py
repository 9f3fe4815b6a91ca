"""HTTP views of the forum."""
from peoplehub.forum.views import (
    answers,
    board_members,
    boards,
    feeds,
    post_moves,
    posts,
    questions,
    replies,
    reply_rules,
    topic_moderation,
    topics,
)
from peoplehub.forum.views.blueprint import bp

__all__ = ["answers", "board_members", "questions", "boards", "bp", "feeds", "topic_moderation",
           "post_moves", "posts", "replies", "reply_rules", "topics"]
