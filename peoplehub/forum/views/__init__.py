"""HTTP views of the forum."""
from peoplehub.forum.views import boards, feeds, posts, questions, replies, topic_moderation, topics
from peoplehub.forum.views.blueprint import bp

__all__ = ["questions", "boards", "bp", "feeds", "topic_moderation", "posts", "replies", "topics"]
