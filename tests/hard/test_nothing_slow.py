"""What may take long is never inside an act, where on SQLite everybody else who writes would wait
for it: found for every act, and for the kinds of slow work proved with somebody who posts beside."""
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest
from argon2 import PasswordHasher

from peoplehub.core import files, limits, mail
from peoplehub.core.documents import Original
from peoplehub.core.extensions import db
from peoplehub.core.text import rendering
from peoplehub.forum import actions as forum
from peoplehub.moderation import screening_rules
from peoplehub.text_checks import measuring
from tests.accounts.conftest import joining
from tests.hard import acts
from tests.hard.acts import RECIPES, SHEET, Scene

pytestmark = pytest.mark.slow
SLOW = {  # kind of work: where it is done
    "rendering": (rendering, "_rendered"),
    "screening": (screening_rules, "LINK"),
    "store": (files.Folder, "write"),
    "password hash": (PasswordHasher, "hash"),
    "mail": (mail, "_post"),
    "measuring": (measuring, "measure_danger"),
}
LOADS_AT_ONCE = {"demo.loading._tell"}  # a command: nobody is there to wait


class Watched:
    """The compiled expression that looks for links, with a look at who asks."""

    def __init__(self, pattern, note):
        self._pattern, self._note = pattern, note

    def search(self, words: str):
        self._note()
        return self._pattern.search(words)


def watch(monkeypatch, kind: str, note) -> None:
    """Have `note` called whenever such work is done."""
    owner, name = SLOW[kind]
    really = getattr(owner, name)

    def watched(*args, **kwargs):
        note()
        return really(*args, **kwargs)

    if kind == "screening":
        watched = Watched(really, note)
    monkeypatch.setattr(owner, name, watched)


@pytest.mark.one_database
def test_no_act_does_anything_slow(shelf, monkeypatch):
    seen = set()
    for kind in SLOW:
        watch(monkeypatch, kind, lambda kind=kind: seen.add((kind, "announced" in db.session.info)))
    scene, wrong = Scene(shelf.world), {}
    scene.newcomers()
    for name, verb in acts.every_act().items():
        shelf.put_back()
        scene.newcomers()
        acts.make_ready(RECIPES[verb], scene)
        seen_inside = run_alone(RECIPES[verb], scene, seen)
        if seen_inside and name not in LOADS_AT_ONCE:
            wrong[name] = seen_inside
    assert wrong == {}


def run_alone(recipe, scene, seen: set) -> set:
    before = set(seen)
    seen.clear()
    with limits.unlimited():
        recipe.do(scene, 0)
    inside = {kind for kind, is_inside in seen if is_inside}
    seen |= before
    return inside


def render(scene: Scene) -> None:
    forum.reply(scene.kit, scene.topic, "Slow words, www.slow.example")


def store(scene: Scene) -> None:
    paper = Original("pdf", "a.pdf", acts.a_pdf(), 1)
    acts.library.change(scene.admin, scene.sheet, title="Your plan", original=paper, **SHEET)


def send(scene: Scene) -> None:
    acts.make_ready(RECIPES[mail._claim], scene)
    mail.send_waiting()


@pytest.mark.parametrize("kind, work", [
    ("rendering", render), ("screening", render), ("store", store), ("mail", send),
    ("password hash", None)])
def test_nobody_who_posts_waits_while_it_is_slow(kind, work, shelf, browser, monkeypatch):
    """It hangs until the other has posted, or three seconds: then it was the other who waited."""
    scene, has_begun, may_end, waited = Scene(shelf.world), threading.Event(), threading.Event(), []
    scene.newcomers()
    monkeypatch.setitem(shelf.world.app.config, "MAIL_URL", "smtp://127.0.0.1:9")
    here = threading.current_thread()

    def hang() -> None:
        if threading.current_thread() is not here:
            has_begun.set()
            waited.append(not may_end.wait(3))

    watch(monkeypatch, kind, hang)
    if kind == "mail":
        monkeypatch.setattr(mail, "_post", lambda *_letter: hang())
    visitor = browser()

    def do_slowly() -> None:
        with shelf.world.app.app_context(), limits.unlimited():
            try:
                work(scene) if work else join()
            finally:
                db.session.remove()

    def join() -> None:
        assert visitor.post("/join", data=joining()).status_code == 303

    db.session.remove()
    with ThreadPoolExecutor(1) as other:
        slow = other.submit(Context().run, do_slowly)
        assert has_begun.wait(10)
        with limits.unlimited():
            forum.reply(scene.amina, scene.topic, "Quick words")
        may_end.set()
        slow.result()
    assert waited == [False] * len(waited) and waited
    assert db.session.query(acts.Post).filter_by(text="Quick words").count() == 1
