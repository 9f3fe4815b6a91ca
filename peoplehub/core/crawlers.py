"""Web crawlers: what robots.txt asks of them, and how many pages a minute one may take."""
import re

from flask import Flask, request

from peoplehub.core import limits

CRAWLER = re.compile(r"bot\b|crawl|spider|slurp|archiver|scrapy", re.I)
# Companies that copy whole sites to train programs with: what members write is not for that.
COPIERS = ("GPTBot", "ClaudeBot", "CCBot", "Google-Extended", "Applebot-Extended", "Bytespider",
           "meta-externalagent", "Amazonbot", "PerplexityBot", "Diffbot", "omgili")
NOT_FOR_CRAWLERS = (  # nothing to read there; what says "noindex" must be open to be obeyed
    "/search", "/report/", "/join", "/sign-in", "/forgotten-password", "/new-password", "/settings",
    "/messages", "/notifications", "/admin", "/moderation", "/contact/", "/ask",
    "/blogs/new", "/blogs/comments/", "/blogs/entries/", "/forum/posts/", "/library/manage",
)
ALWAYS = ("/robots.txt", "/help-now")


def robots_txt() -> str:
    copiers = "\n".join(f"User-agent: {name}" for name in COPIERS)
    kept_out = "\n".join(f"Disallow: {path}" for path in NOT_FOR_CRAWLERS)
    return f"{copiers}\nDisallow: /\n\nUser-agent: *\nCrawl-delay: 5\n{kept_out}\n"


def init_app(app: Flask) -> None:
    app.before_request(ask_to_go_slowly)


def ask_to_go_slowly() -> None:
    """Whoever says they are a program. People are never counted here."""
    if request.path in ALWAYS or request.endpoint in (None, "assets.static"):
        return
    if CRAWLER.search(request.headers.get("User-Agent", "")):
        limits.ask("crawler from", request.remote_addr or "")
