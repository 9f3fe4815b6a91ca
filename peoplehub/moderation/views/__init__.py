"""HTTP views of moderation: reporting for anybody, the queue and its decisions for moderators."""
from peoplehub.moderation.views import (
    appeals,
    approvals,
    cases,
    comfort,
    content_notes,
    looks,
    member_notes,
    my_posts,
    my_reports,
    queue,
    reported_files,
    reports,
    routes,
    support,
    wellbeing,
)
from peoplehub.moderation.views.blueprint import bp

__all__ = ["appeals", "approvals", "bp", "cases", "comfort", "content_notes", "looks",
           "member_notes", "my_posts", "my_reports", "queue", "reported_files",
           "reports", "routes", "support", "wellbeing"]
