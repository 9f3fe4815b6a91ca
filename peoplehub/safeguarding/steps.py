"""The steps that a lead goes through, shown on the page of a case; each tick is a line of it.

After the National Suicide Prevention Alliance, "Responding to suicidal content online: best
practice guidance" (NSPA), and Samaritans' industry guidelines for sites that host content of their
users; put into short words for volunteers and widened to children and adults at risk.
"""
from dataclasses import dataclass

from peoplehub.core.errors import found


@dataclass(frozen=True)
class Step:
    """One thing to do: `words`, and how, in `hint`."""

    code: str
    words: str
    hint: str = ""


STEPS: dict[str, list[Step]] = {
    "Is it urgent?": [
        Step("now", "Ask: may somebody be hurt today?",
             "Signs: a plan, a time, a place, a way to do it, a goodbye, or harm that has begun."),
        Step("999", "If so, call 999",
             "Say what you know, and that you only know a name on a website. You do not have to "
             "be sure."),
        Step("child", "If a child may be at risk: tell the council's social care, or the NSPCC",
             "NSPCC: 0808 800 5000. If a child may be hurt today, call 999 first."),
    ],
    "What to say": [
        Step("write", "Write to them yourself, as a person",
             "Thank them for saying it. Say that you are sorry it is so hard. Ask plainly: “Are "
             "you thinking of ending your life?” Asking does not make it worse."),
        Step("honest", "Say what you cannot do",
             "Nobody here is there day and night. Never promise to keep a secret."),
    ],
    "Where to point to": [
        Step("point", "Give them the right number",
             "999. NHS 111, option 2. Samaritans 116 123. Text SHOUT to 85258. Childline 0800 "
             "1111. National Domestic Abuse Helpline 0808 2000 247."),
        Step("person", "Ask who is with them, or can come",
             "Somebody they trust, their doctor, their social worker."),
    ],
    "After-care for the thread": [
        Step("methods", "Take out how it is done, where and when",
             "Hide or hold only the words that may harm others who read them."),
        Step("readers", "Look after those who read it",
             "Write a calm answer with the numbers. Close replies if they do harm."),
    ],
    "After-care for the writer": [
        Step("again", "Write again after a day, and after a week"),
        Step("welcome", "Tell them that they are still welcome",
             "If you took words down, say why, and that they did nothing wrong."),
    ],
    "After-care for the moderator": [
        Step("thank", "Thank whoever found it, and ask how they are"),
        Step("debrief", "Offer a talk and a break", "Also to yourself."),
    ],
}
ALL_STEPS = {step.code: step for steps in STEPS.values() for step in steps}


def step_words(code: str) -> str:
    """Raises NotFound for what is no step."""
    return found(ALL_STEPS.get(code)).words
