"""Hostile words in a real page, in Chromium, under our own policy: nothing outside the list comes
to life, no dialog opens, nothing is asked of anybody else, and reading the page again finds the
same."""
import threading
from contextlib import contextmanager

import pytest
from werkzeug.serving import make_server

from peoplehub.accounts import actions as accounts
from peoplehub.blogs import actions as blogs
from peoplehub.core import limits, text
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.library import actions as library
from peoplehub.library.models import Sheet
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Conversation
from peoplehub.moderation import actions as moderation
from tests.hard.hostile import FEW, corpus
from tests.world import role

pytestmark = pytest.mark.browser

A_PAGE = 20  # posts
LOOK = """() => {
  const tags = new Set(%s), wrong = [];
  const walk = (root, whole) => {
    for (const node of root.querySelectorAll("*")) {
      const tag = node.localName, inside = node.closest(".prose");
      if (node.namespaceURI === "http://www.w3.org/1998/Math/MathML") wrong.push(tag);
      if (["iframe", "object", "embed", "base", "frame", "style"].includes(tag)) wrong.push(tag);
      if (tag === "script" && !(node.getAttribute("src") || "").startsWith("/static/")) wrong.push(tag);
      if (inside && node !== inside && !tags.has(tag)) wrong.push("in words: " + tag);
      for (const { name, value } of node.attributes) {
        if (name.startsWith("on") || ["style", "srcdoc", "ping"].includes(name)) wrong.push(tag + " " + name);
        if (inside && node !== inside && !["href", "rel", "start"].includes(name)) wrong.push("in words: " + tag + " " + name);
        if (["href", "src", "action", "formaction", "xlink:href"].includes(name)) {
          const scheme = new URL(value, document.baseURI).protocol;
          if (!["http:", "https:", "mailto:"].includes(scheme) && !(tag === "a" && value.startsWith("tel:") && !inside)) wrong.push(value.slice(0, 60));
        }
      }
    }
  };
  walk(document, true);
  for (const piece of document.querySelectorAll(".prose")) {
    let html = piece.innerHTML;
    for (let turn = 0; turn < 3; turn++) {
      const again = new DOMParser().parseFromString(html, "text/html");
      walk(again);
      if (turn && again.body.innerHTML !== html) wrong.push("changes when read again");
      html = again.body.innerHTML;
    }
    for (const node of piece.querySelectorAll("*")) {
      for (const kind of ["mouseover", "mouseenter", "focus", "toggle", "animationstart", "error", "load"]) {
        node.dispatchEvent(new Event(kind));
      }
    }
  }
  if (window.alerted || document.forms.submit || document.cookie.length > 400) wrong.push("clobbered");
  return wrong;
}"""


@contextmanager
def served(app):
    """The app on a port of its own; its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join(10)


def fill(world) -> list[str]:
    """Hostile words in every place that people write in; gives back where they are shown."""
    sources = [source for source in corpus() if text.normalize(source).strip()]
    per_post = -(-len(sources) // (A_PAGE * 3))
    batches = [sources[at:at + per_post] for at in range(0, len(sources), per_post)]
    names = world.names
    said = [text.normalize(one) for one in FEW]  # as every form does first
    few = "\n\n".join(said)
    with limits.unlimited():
        topic = db.session.get(Topic, names["topic"])
        topic_id = topic.id
        for batch in batches:
            together = "\n\n".join(one for one in batch if one.count("```") != 1)[:19_000]
            forum.reply(world.cast.moderator, db.session.get(Topic, topic_id), together)
        board = db.session.get(Board, names["board_id"])
        title = "".join(said[:3])[:110]
        forum.start_topic(world.cast.amina, board, title, few)
        forum.summarize(world.cast.moderator, db.session.get(Topic, topic_id), few)
        entry = blogs.save_and_publish(world.cast.amina, title=title[:100], text=few, is_story=True,
                                       teller=said[1], place=said[2][:60], short=few[:500])
        blogs.comment(world.cast.ben, entry, few)
        blogs.comment(None, entry, few, said[0][:40])
        accounts.change_profile(world.cast.ben, "Ben", "", few)
        messages.send(world.cast.ben, db.session.get(Conversation, names["talk"]), few, "hostile")
        sheet = db.session.get(Sheet, names["sheet"])
        library.change(world.cast.advisor, sheet, seen=sheet.mark, title=title, summary=said[3],
                       topic="planning", text=few, easy_text=few, for_whom=said[2],
                       change_note=said[1])
        moderation.report(world.cast.outsider, db.session.get(Post, names["reply"]), "unkind", few,
                          said[0])
        moderation.hide(world.cast.moderator, db.session.get(Post, names["unnamed_post"]), few[:500])
        entry_address, sheet_address = entry.address, sheet.address
        pages = -(-(len(batches) + 3) // A_PAGE)
        topic = db.session.get(Topic, topic_id)
        return [
            *(f"{topic.address}?page={number + 1}" for number in range(pages)), "/forum",
            f"/forum/{names['board']}", entry_address, "/stories", "/blogs", "/people/ben",
            f"/messages/{names['talk']}", "/messages", sheet_address, f"{sheet_address}/easy-read",
            "/library", "/search?q=alert", "/moderation", "/moderation/log",
            f"/moderation/reports/{names['report']}", f"/moderation/post/{names['reply']}",
            "/notifications", "/",
        ]


@pytest.mark.one_database
def test_nothing_hostile_comes_to_life(world, browser, chromium):
    addresses = fill(world)
    cookies = {who: browser(role(world.cast, who)).get_cookie("peoplehub").value
               for who in ("owner", "admin")}
    db.session.remove()
    with served(world.app) as site:
        for who, cookie in cookies.items():
            context = chromium.new_context(base_url=site, service_workers="block")
            context.add_cookies([{"name": "peoplehub", "value": cookie, "url": site}])
            page, heard = context.new_page(), []
            page.add_init_script("window.alerted = 0;"
                                 "for (const one of ['alert', 'confirm', 'prompt', 'print', 'open'])"
                                 " window[one] = () => { window.alerted += 1; };")
            page.on("dialog", lambda dialog, heard=heard: heard.append(dialog.message))
            page.on("console", lambda said, heard=heard: heard.append(said.text)
                    if is_surprise(said.text) else None)
            page.on("request", lambda asked, heard=heard: heard.append(asked.url)
                    if not asked.url.startswith((site, "data:")) else None)
            page.on("pageerror", lambda error, heard=heard: heard.append(str(error)))
            for address in addresses:
                answer = page.goto(address, wait_until="domcontentloaded")
                if answer.status == 200:
                    assert page.evaluate(LOOK % sorted(text.TAGS)) == [], (who, address)
                assert heard == [], (who, address)
            context.close()


def is_surprise(said: str) -> bool:
    """The policy had to stop something, or a script broke. That a socket is refused here is not
    one: this server speaks HTTP alone."""
    return "Content Security Policy" in said and "socket.io" not in said and "ws:" not in said
