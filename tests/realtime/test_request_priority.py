"""Few pages are drawn at once, and what people say to each other waits for none of them."""
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from peoplehub.realtime import request_priority
from peoplehub.realtime.request_priority import CONNECTIONS, RequestPriority, is_urgent

PAGE = {"PATH_INFO": "/forum", "REQUEST_METHOD": "GET"}
QUESTION = {"PATH_INFO": "/messages/7/since", "REQUEST_METHOD": "GET",
            "HTTP_ACCEPT": "application/json"}
MESSAGE = {"PATH_INFO": "/messages/7", "REQUEST_METHOD": "POST"}


class Site:
    """An app whose requests stay inside until they are told to go on."""

    def __init__(self):
        self.inside, self.came, self.go = [], threading.Condition(), {}

    def __call__(self, environ, start_response):
        with self.came:
            self.inside.append(environ["PATH_INFO"])
            self.came.notify_all()
        assert environ["go"].wait(10)
        with self.came:
            self.inside.remove(environ["PATH_INFO"])
        return [environ["PATH_INFO"].encode()]

    def wait_for(self, many: int) -> None:
        with self.came:
            assert self.came.wait_for(lambda: len(self.inside) == many, 10), self.inside


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def ask(site):
    """`ask(MESSAGE)` begins a request; its event lets it go on."""
    begun = []
    with ThreadPoolExecutor(20) as crowd:

        def begin(environ):
            go = threading.Event()
            begun.append((crowd.submit(begin.priority, environ | {"go": go}, None), go))
            return begun[-1]

        begin.priority = RequestPriority(site, most=2)
        yield begin
        for _, go in begun:
            go.set()
        assert all(done.result(10) for done, _ in begun)


@pytest.fixture
def never_slow(monkeypatch):
    monkeypatch.setattr(request_priority, "SLOW", 3600)


@pytest.mark.usefixtures("never_slow")
def test_messages_wait_for_no_page_and_one_page_is_drawn_beside_them(site, ask):
    pages = [ask(PAGE | {"PATH_INFO": f"/page/{number}"}) for number in range(5)]
    site.wait_for(2)
    messages = [ask(MESSAGE) for _ in range(3)]
    site.wait_for(5)
    first, second = (pages[int(path[-1])] for path in site.inside[:2])
    first[1].set()
    first[0].result(10)
    site.wait_for(4)
    assert ask.priority.room() == 0  # nobody came in its place
    for message, go in messages:
        go.set()
        assert message.result(10) == [b"/messages/7"]
    site.wait_for(2)  # and now somebody did


@pytest.mark.usefixtures("never_slow")
def test_a_page_waits_for_one_question_of_a_script_and_not_for_all_that_came_before(site, ask):
    waits = [ask(QUESTION) for _ in range(10)]
    site.wait_for(2)
    page = ask(PAGE)
    for done, go in waits[:3]:
        assert not page[0].done()
        go.set()
        assert done.result(10)
    with site.came:
        assert site.came.wait_for(lambda: "/forum" in site.inside, 10), site.inside


@pytest.mark.usefixtures("never_slow")
def test_new_connections_take_their_turn_between_pages(site, ask):
    inside, came = threading.Event(), []
    pages = [ask(PAGE | {"PATH_INFO": f"/page/{number}"}) for number in range(6)]
    site.wait_for(2)

    def connect():
        with ask.priority.turn(CONNECTIONS):
            came.append(len(site.inside))
            inside.set()

    connecting = threading.Thread(target=connect)
    connecting.start()
    for done, go in pages:
        assert len(came) <= 1
        go.set()
        assert done.result(10)
        if inside.is_set():
            break
    assert inside.wait(10) and sum(done.done() for done, _ in pages) < len(pages)
    connecting.join(10)


def test_pages_that_hang_keep_no_other_page_waiting(site, ask, monkeypatch):
    monkeypatch.setattr(request_priority, "SLOW", 0.01)
    hanging = [ask(PAGE) for _ in range(8)]
    site.wait_for(8)
    assert not any(done.done() for done, _ in hanging)


@pytest.mark.usefixtures("never_slow")
def test_a_page_that_breaks_makes_room(ask):
    def breaks(environ, start_response):
        raise ZeroDivisionError

    priority = RequestPriority(breaks, most=1)
    for environ in (PAGE, MESSAGE, PAGE):
        with pytest.raises(ZeroDivisionError):
            priority(environ, None)


@pytest.mark.parametrize("method, path, urgent", [
    ("POST", "/messages/7", True), ("POST", "/messages/7/read", True),
    ("POST", "/messages/7/delivered", True), ("POST", "/messages/new", True),
    ("GET", "/messages/7", False), ("GET", "/messages", False),
    ("POST", "/forum/topics/7/replies", False), ("GET", "/", False),
])
def test_what_is_written_in_conversations_is_urgent(method, path, urgent):
    assert is_urgent({"REQUEST_METHOD": method, "PATH_INFO": path}) is urgent
