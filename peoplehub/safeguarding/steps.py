"""The steps that a lead goes through, shown on the page of a case; each tick is a line of it.

After the National Suicide Prevention Alliance, "Responding to suicidal content online: best
practice guidance" (NSPA), and Samaritans' industry guidelines for sites that host content of their
users; put into short words for volunteers and widened to children and adults at risk.
"""
from dataclasses import dataclass

from peoplehub.core.errors import found
from peoplehub.safeguarding.models import DECEIVED


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
OF_ADVISORS = ("Is it urgent?", "What to say", "Where to point to")  # who hears of it first
CARE_PLAN = {  # where somebody deceived members: about those who were fooled
    "Before you tell anybody": [
        Step("sure", "Be sure, with a second lead",
             "Write down the facts as notes. Somebody whose life sounds unlikely may tell the "
             "truth."),
        Step("deceiver", "Think of the one who deceived, too",
             "They may be ill or alone. Do not shame them, and name them to nobody."),
    ],
    "Those who were fooled": [
        Step("fooled", "Write to each of them yourself",
             "The list and a letter to begin with are below. Trusting somebody is no fault."),
        Step("gave", "Ask whether they gave money, pictures or an address",
             "Then help with the next step: the bank, Action Fraud 0300 123 2040, or 101."),
        Step("talk", "Offer a talk, and ask again after a week"),
    ],
    "The place where it happened": [
        Step("thread", "Say in the thread what people need to know",
             "Short and calm, with no name and no guess why. Then close replies for a while."),
        Step("team", "Ask the moderators who believed it how they are"),
    ],
}
LETTER = (
    "Hello. I look after people’s safety here, and I have something hard to tell you. We found out "
    "that an account you wrote with was not what it said. You did nothing wrong. You were kind, "
    "and kindness is what this place is for. You may feel sad, cross or foolish. Many people do. "
    "If you gave money, pictures or your address, please tell me, and we look at it together. "
    "Would you like to talk?"
)
ALL_STEPS = {step.code: step for plan in (STEPS, CARE_PLAN) for steps in plan.values()
             for step in steps}


def steps_for(reason: str) -> dict[str, list[Step]]:
    """Heading → steps of a case of that reason. Where members were deceived, the care plan."""
    return CARE_PLAN if reason == DECEIVED else STEPS


def step_words(code: str) -> str:
    """Raises NotFound for what is no step."""
    return found(ALL_STEPS.get(code)).words
