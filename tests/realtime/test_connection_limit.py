"""The gate before the sockets leaves threads for pages."""
import pytest

from peoplehub.realtime.connection_limit import ConnectionLimit


def test_no_more_come_in_than_there_is_room_for_and_pages_always_do():
    statuses = []

    def note(status, headers):
        statuses.append((status[:3], dict(headers)))

    def ask(path):
        gate({"PATH_INFO": path}, note)

    def app(environ, start_response):
        if environ["PATH_INFO"] == "/socket.io/":
            assert gate.free() == 0
            ask("/socket.io/another")
            ask("/forum")
        start_response("200 OK", [])
        return []

    gate = ConnectionLimit(app, most=1)
    ask("/socket.io/")
    (refused, headers), (page, _), (came_in, _) = statuses
    assert (refused, page, came_in) == ("503", "200", "200")
    assert headers["Retry-After"] == "30" and headers["X-Content-Type-Options"] == "nosniff"
    assert gate.free() == 1


def test_a_socket_that_breaks_leaves_the_gate_too():
    def breaks(environ, start_response):
        raise StopIteration

    gate = ConnectionLimit(breaks, most=3)
    with pytest.raises(StopIteration):
        gate({"PATH_INFO": "/socket.io/"}, None)
    assert gate.free() == 3
