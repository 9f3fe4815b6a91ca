"""Two live processes behind nginx, restarted one after the other, lock nobody out."""
import contextlib

import pytest
import websocket

from tests import servers
from tests.conftest import missing
from tests.front import INSTALL_NGINX, SITE, has_nginx, nginx
from tests.ports import free_port

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("front")]
VISITORS = [f"127.0.0.{number}" for number in range(2, 22)]  # some come to each of the two


@pytest.fixture
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("restarted")


def test_two_live_processes_restarted_one_after_the_other_lock_nobody_out(folder):
    if not has_nginx():
        missing("nginx", INSTALL_NGINX)
    if not servers.has_redis():
        missing("redis-server", servers.INSTALL_REDIS)
    with contextlib.ExitStack() as running:
        settings = {
            "PEOPLEHUB_PLACE": "production", "PEOPLEHUB_BASE_URL": f"https://{SITE}",
            "PEOPLEHUB_REDIS_URL": running.enter_context(servers.redis(folder)),
            "PEOPLEHUB_TRUSTED_PROXIES": "1",
        }
        person = servers.populate(folder, 2, **settings)[0]
        ports = [free_port(), free_port()]

        def live(port):
            return servers.gunicorn(folder, "live.conf.py", port, **settings)

        processes = [running.enter_context(live(port)) for port in ports]
        front = running.enter_context(nginx(folder, ports[0], *ports))
        assert locked_out(front, person) == []
        for process, port in zip(processes, ports, strict=True):
            process.stop()
            assert locked_out(front, person) == [], "the other one takes them"
            running.enter_context(live(port))
        assert locked_out(front, person) == []


def locked_out(front, person) -> list[str]:
    """The visitors whose browser cannot begin to listen."""
    return [visitor for visitor in VISITORS if not hears(front, person, visitor)]


def hears(front, person, visitor: str) -> bool:
    try:
        line = websocket.create_connection(
            f"wss://{SITE}:{front.port}/socket.io/?EIO=4&transport=websocket", host=SITE,
            socket=front.line(source=visitor), cookie=person.cookie, origin=f"https://{SITE}",
            timeout=10)
    except websocket.WebSocketBadStatusException:
        return False
    with contextlib.closing(line):
        line.recv()
        line.send("40")
        return line.recv().startswith("40")
