"""Every page there is, and who looks at it: {name} is a sample of tests/community.py.

An address that shows a page belongs here, or among the few that show none, with the reason.
"""
VISITOR, MEMBER, ADVISOR, MODERATOR, ADMIN = "", "amina", "maya", "ruth", "sunil"
LEAD = "helen"

# The rooms that look different to each: home, the forum, a topic, people, a sheet.
SHARED = ["/", "/forum", "/forum/children", "{topic}", "/blogs", "{story}", "/library",
          "/library/{sheet}", "/people/maya", "/advisors", "/search?q=budget", "/help-now", "/menu"]
BY_VIEWER = {
    VISITOR: [
        *SHARED,
        "/about", "/transparency", "/accessibility", "/cookies", "/how-to", "/privacy", "/terms",
        "/stories",
        "/library?topic=planning", "/library?q=money", "/library/{promised}",
        "/library/{sheet}/easy-read", "/search", "/search?q=zzzzz", "/search?q=budget&kind=sheet",
        "/blogs/maya", "/contact", "/contact/received/{reference}",
        "/blogs/entries/{story_id}/comments/new", "/blogs/comments/receipts/{receipt}",
        "/ask", "/join", "/join/confirm/{join}", "/sign-in",
        "/forgotten-password", "/forgotten-password/sent", "/forgotten-password/{password}",
        "/confirm-email/{email}", "/settings/display",
        "/report/post/{other_post}", "/report/received", "/no-such-page",
        "/join/confirm/nothing",
        "/forum/topics/27-introduce-yourself?page=2",
    ],
    MEMBER: [
        *SHARED,
        "/ask", "/forum/family-room", "/forum/children/new", "/forum/posts/{own_post}/edit",
        "/forum/posts/{own_post}/delete", "{acts}/short",
        "/blogs/new", "/blogs/drafts", "/blogs/entries/{draft}/edit",
        "/blogs/entries/{draft}/delete",
        "/messages", "/messages/1", "/messages/new", "/messages/new?to=joan",
        "/messages/1/1/take-away", "/report/message/2", "/report/person/6", "/notifications",
        "/people/amina", "/people/gareth/block", "/people/glownaturally/unblock", "/welcome",
        "/settings", "/settings/data", "/settings/display", "/settings/letters",
        "/settings/picture", "/settings/privacy", "/settings/profile", "/settings/security",
        "/settings/security/email", "/settings/security/password", "/settings/tags", "/sign-out",
        "/settings/second-step", "/settings/reports", "/safeguarding/tell",
        "/safeguarding/show/1", "/safeguarding/shown",
    ],
    ADVISOR: [
        "/", "/messages", "/messages/1", "/notifications", "/people/amina", "/settings/tags",
        "/blogs/comments/{own_comment}/edit", "/blogs/comments/{own_comment}/delete",
    ],
    MODERATOR: [
        "/", "{topic}", "{story}", "/library/{sheet}", "/moderation", "/moderation/log",
        "/moderation/reports/{report}", "/moderation/reports/{settled}",
        "/moderation/post/{hidden_post}", "/moderation/comment/{held_comment}",
        "/moderation/people/{reported}", "{acts}/lock", "{acts}/move",
        "{acts}/slow", "{acts}/approval", "/forum/children/rules",
        "/forum/posts/{unnamed_post}/author", "/library/manage", "/library/manage/new",
        "/library/manage/{sheet_id}", "/contact/queue", "/contact/queue?show=closed",
        "/contact/queue/{enquiry}", "/moderation/cases/1", "/moderation/rota",
        "/moderation/alarms", "/moderation/care", "/moderation/handover", "/settings/comfort",
        "/settings/push",
    ],
    LEAD: ["/admin/figures", "/safeguarding/words-of-danger", "/admin/register",
           "/admin/register/person",
           "/admin/register/documents/illegal-content",
           "/admin/register/documents/illegal-content/parts/5",
           "/admin/register/documents/policy/parts/new",
           "/admin/register/documents/policy/adopt", "/admin/register/measures",
           "/admin/register/decisions/hash-matching",
           "/safeguarding", "/safeguarding?show=closed", "/safeguarding/cases/new",
           "/safeguarding/cases/{safety}",
           "/safeguarding/cases/{safety}/evidence/{safety_evidence}",
           "/safeguarding/cases/{safety}/told", "/safeguarding/cases/{safety}/decisions",
           "/safeguarding/cases/{safety}/evidence", "/safeguarding/cases/{safety}/offer",
           "/safeguarding/cases/{safety}/keep", "/safeguarding/cases/{safety}/pdf"],
    ADMIN: [
        "/", "/admin", "/admin/boards", "/admin/boards/{board}", "/admin/boards/new",
        "/admin/health", "/admin/letters", "/admin/letters/{letter}", "/admin/people",
        "/admin/people/amina", "/admin/people/amina/role?role=advisor", "/admin/record",
        "/admin/people/amina/grants",
        "/admin/sessions", "/moderation",
    ],
}
PAGES = [(who, path) for who, paths in BY_VIEWER.items() for path in paths]

# One of each shape, also looked at in high contrast.
SHAPES = [
    (VISITOR, "/"), (VISITOR, "{topic}"), (VISITOR, "/library/{sheet}"), (VISITOR, "{story}"),
    (VISITOR, "/search?q=budget"), (VISITOR, "/join"), (VISITOR, "/contact"),
    (VISITOR, "/settings/display"), (VISITOR, "/library"), (MEMBER, "{topic}"),
    (MEMBER, "/messages/1"), (MEMBER, "/messages"), (MEMBER, "/blogs/new"),
    (MEMBER, "/notifications"), (MEMBER, "/settings/picture"), (MODERATOR, "/moderation"),
    (MODERATOR, "/moderation/reports/{report}"), (ADMIN, "/admin"), (ADMIN, "/admin/people"),
]

NO_PAGE = {
    "/admin/figures/<int:year>": "as that of this year: see tests/statistics",
    "/admin/figures/<int:year>.csv": "a table for trustees",
    "/transparency/<int:year>": "no year is over there: see tests/statistics",
    "/admin/register/documents/<document>/<int:number>": "as the newest: see tests/compliance",
    "/admin/register/measures/<int:measure_id>/end": "none is there: see tests/compliance",
    "/admin/figures.csv": "a table for trustees",
    "/admin/people/<slug>/second-step": "nobody there has one: see tests/accounts/test_second_step",
    "/appeals/<token>": "the link of a letter: see tests/moderation/test_appeals",
    "/decisions/<int:notice_id>": "leads to the appeal",
    "/helping": "nobody is a helper there: see tests/handover",
    "/moderation/alarms/<int:alarm_id>": "nobody was woken there: see tests/rota/test_alarms",
    "/safeguarding/cases/<int:case_id>/pdf/<int:line_id>": "a paper",
    "/safeguarding/words-of-danger.json": "for a script",
    "/settings/second-step/codes": "after setting it up: see tests/accounts/test_second_step",
    "/settings/second-step/off": "after setting it up: see tests/accounts/test_second_step",
    "/settings/second-step/qr.svg": "a picture",
    "/settings/second-step/set-up": "after the password: see tests/accounts/test_second_step",
    "/sign-in/second-step": "after the password: see tests/accounts/test_second_step",
    "/leave": "leads away from the site",
    "/join/questions": "asked once; the whole community has answered",
    "/notifications/waiting": "for a script",
    "/robots.txt": "for machines",
    "/manifest.webmanifest": "for machines",
    "/service-worker.js": "for machines",
    "/blogs/comments/<int:comment_id>": "leads to the place of the comment",
    "/blogs/covers/<key>": "a picture",
    "/blogs/covers/waiting/<token>": "a picture",
    "/blogs/entries/<int:entry_id>": "leads to the entry",
    "/blogs/feed.atom": "a feed",
    "/favicon.ico": "a picture",
    "/forum/<slug>/feed.atom": "a feed",
    "/feeds/<kind>.atom": "a feed",
    "/forum/feed.atom": "a feed",
    "/forum/posts/<int:post_id>": "leads to the place of the post",
    "/forum/topics/<int:topic_id>": "leads to the whole address",
    "/forum/topics/<int:topic_id>/names": "for a script",
    "/forum/topics/<int:topic_id>/posts/<int:number>": "a part, for a script",
    "/forum/topics/<int:topic_id>/quote/<int:number>": "leads to the box, with the quotation",
    "/forum/topics/<int:topic_id>/replies": "leads to the box",
    "/forum/topics/<int:topic_id>/since": "a part, for a script",
    "/healthz": "for machines",
    "/new-password": "where the link of a letter leads: /forgotten-password/{password}",
    "/readyz": "for machines",
    "/join/confirm": "needs a browser that has just joined: see test_pages",
    "/library/<slug>/download/<name>": "a paper",
    "/library/feed.atom": "a feed",
    "/messages/<int:conversation_id>/since": "for a script",
    "/static/<path:name>": "files",
    "/stories/feed.atom": "a feed",
}

NOT_THERE = ["/no-such-page", "/join/confirm/nothing"]

# Forms sent off empty.
REFUSED = [
    (VISITOR, "/ask"), (VISITOR, "/join"), (VISITOR, "/sign-in"), (VISITOR, "/contact"),
    (VISITOR, "/forgotten-password"),
    (VISITOR, "/report/post/{other_post}"), (VISITOR, "/blogs/entries/{story_id}/comments/new"),
    (MEMBER, "/forum/children/new"), (MEMBER, "{topic}"),
    (MEMBER, "/settings/security/password"), (MODERATOR, "/moderation/reports/{report}"),
    (MODERATOR, "/library/manage/new"), (ADMIN, "/admin/boards/new"),
]
