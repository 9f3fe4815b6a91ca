"""What is asked for in the benchmark, and how many constant pages each may cost."""
import itertools
import secrets
from collections.abc import Callable
from urllib.parse import urlencode

from bench.measuring import Request

VISITOR = {"Accept-Encoding": "identity"}
REACH = {  # × the constant page
    "thread, first page, visitor": 2.5, "thread, first page, member": 6,
    "thread, another each time, visitor": 6, "thread, another each time, member": 8,
    "board, visitor": 3, "board, member": 6, "home, visitor": 4, "home, member": 7,
    "posting a reply": 16, "sending a message": 12,
    "search, a common word": 20, "search, a rare word": 10,
}  # fmt: skip


def of_peers(stage: dict) -> dict[str, Request]:
    """Of the content that the peers were measured with."""
    member = VISITOR | {"Cookie": stage["cookie"]}
    writer = member | {"X-CSRFToken": stage["token"], "Accept": "application/json",
                       "Content-Type": "application/x-www-form-urlencoded"}
    topic, last = "/forum/topics/1-question-1", "/forum/topics/1-question-1?page=50"
    return {
        "thread, first page, visitor": Request(topic, VISITOR),
        "thread, last page, visitor": Request(last, VISITOR),
        "thread, first page, member": Request(topic, member),
        "thread, last page, member": Request(last, member),
        "thread, another each time, visitor": another_thread(VISITOR),
        "thread, another each time, member": another_thread(member),
        "board, visitor": Request("/forum/board-1", VISITOR),
        "board, member": Request("/forum/board-1", member),
        "home, visitor": Request("/", VISITOR),
        "home, member": Request("/", member),
        "search, a common word": Request("/search?q=budget", VISITOR),
        "search, a rare word": Request("/search?q=nurse+77", VISITOR),
        "posting a reply": Request("/forum/topics/7/replies", writer, fields("text")),
        "sending a message": Request(f"/messages/{stage['talk']}", writer,
                                     fields("text", client_id="client_id")),
        "asking what came since": Request(f"/messages/{stage['talk']}/since?after=99999999",
                                          member),
        **{f"a conversation of {int(length):,}, member": Request(f"/messages/{talk}", member)
           for length, talk in stage["long"].items()},
        "list of conversations, member": Request("/messages", member),
    }


def another_thread(headers: dict[str, str]) -> Request:
    """A page that nobody asked for before, of the topics after the long one."""
    return Request("/forum/topics/{}-question-{}", headers, numbers=itertools.count(2))


def of_demonstration(stage: dict) -> dict[str, Request]:
    """Of the demonstration community, whose pages have pictures, sheets and stories."""
    sheet = "/library/understanding-personal-health-budgets"
    addresses = {"home": "/", "boards": "/forum", "library": "/library", "a sheet": sheet,
                 "stories": "/stories", "blogs": "/blogs", "advisors": "/advisors"}
    return {f"{name}, demonstration, visitor": Request(address, VISITOR)
            for name, address in addresses.items()}


def fields(text: str, client_id: str = "idempotency_key") -> Callable[[], str]:
    """A new form each time, with a key of its own."""
    number = itertools.count()

    def form() -> str:
        return urlencode({text: f"Reply {next(number)}. " + "We wrote ours on one page. " * 20,
                          client_id: secrets.token_urlsafe(16)})

    return form
