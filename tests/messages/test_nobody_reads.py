"""Nobody but its two people reads a private message: what reads the table at all is listed here,
each with its reason, so that a new reader is argued for before it is written."""
import ast
from pathlib import Path

HOUSE = Path("peoplehub")
READERS = {
    "advisors/actions/answers.py": "opens a conversation; the words are the parent's request",
    "advisors/contacts.py": "counts the days of talks, by who wrote and when",
    "cover/actions/choices.py": "opens the conversation with the cover in the family's words",
    "cover/forms.py": "lists one's own messages to choose from",
    "cover/queries/families.py": "one's own to choose from; to the cover what was chosen",
    "cover/queries/waiting.py": "who wrote last and when, no words",
    "cover/views/panels.py": "which conversation a page shows",
    "email_replies/actions.py": "sends one's own answer by email as one's message",
    "email_replies/addresses.py": "gives the letter about a message an address to answer to",
    "email_replies/forms.py": "bounds an answer as the form of a message does",
    "email_replies/models.py": "keeps to which conversation an answer belongs",
    "email_replies/queries.py": "the conversation of an address",
    "email_replies/receiving.py": "asks whether who answers may still write there",
    "notifications/leaving.py": "whether its reader wrote in a conversation, no words",
    "notifications/news_pushes.py": "that one's own messages are unread, and since when, no words",
    "notifications/expected_emails.py": "counts one's own of four weeks, no words",
    "notifications/listeners/messages.py": "counts whether something waits",
    "online_safety/conversation_holds.py": "asks whether a report about it is open",
    "pages/conversation_pdf.py": "prints a conversation for one of its two people",
    "pages/views.py": "the same",
    "realtime/broadcasts.py": "sends a message to its two people",
    "realtime/sockets.py": "passes on that somebody is writing",
    "safeguarding/actions/access.py": "break-glass access: a typed reason, a record, both are told",
    "safeguarding/actions/showing.py": "copies what one of the two chose for the leads",
    "safeguarding/policy.py": "asks who takes part",
    "safeguarding/queries/fooled.py": "finds with whom a deceiving account wrote, not what",
    "safeguarding/views/files.py": "gives a lead the file of what is open to them",
    "safeguarding/views/access.py": "break-glass access, for twenty minutes",
    "safeguarding/views/showing.py": "shows one of the two what they can choose",
    "search/own_messages.py": "searches the messages of whoever asks",
}
# No word passes through these.
PUT_TOGETHER = {"application.py", "wiring.py", "admin/deployment.py"}


def reads_messages(path: Path) -> bool:
    names = [node.module or "" for node in ast.walk(ast.parse(path.read_text()))
             if isinstance(node, ast.ImportFrom)]
    whole = [alias.name for node in ast.walk(ast.parse(path.read_text()))
             if isinstance(node, ast.Import) for alias in node.names]
    return any(name.startswith("peoplehub.messages") for name in names + whole)


def test_every_module_that_reads_private_messages_is_known_and_says_why():
    found = {str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*.py") if reads_messages(path)}
    outside = {name for name in found if not name.startswith(("messages/", "demo/"))}
    assert outside - PUT_TOGETHER == set(READERS)


def test_no_command_reads_them():
    commands = [path for path in HOUSE.rglob("commands.py") if path.parent.name != "demo"]
    assert len(commands) > 5 and not any(map(reads_messages, commands))
    assert not (HOUSE / "messages" / "commands.py").exists()
