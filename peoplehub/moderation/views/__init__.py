"""HTTP views of moderation: reporting for anybody, the queue and its decisions for moderators."""
from peoplehub.moderation.views import queue, reports
from peoplehub.moderation.views.blueprint import bp

__all__ = ["bp", "queue", "reports"]
