"""What the guide for moderators is made of, and the check list of the training.

The words of a chapter stand in `templates/training/guide/<chapter>.html`.
"""
CHAPTERS = {  # chapter → its title, and what it is about
    "queue": ("How the queue works", "What comes first, taking a case, and deciding it."),
    "danger": ("When somebody may be in danger", "What to do first, and whom to ring."),
    "disclosures": ("When somebody tells you something hard", "What to say, and what to leave."),
    "children": ("Children", "When a child may be at risk, and why the leads take it."),
    "spam": ("Adverts and tricks", "Many at once, and accounts that are not people."),
    "conflicts": ("When it is about you", "Friends, quarrels, and your own words."),
    "yourself": ("Looking after yourself", "Breaks, hard words, and somebody to talk to."),
    "boundaries": ("What is yours to do, and what is not", "Where your part ends."),
}
ITEMS = {chapter: f"I have read “{title}”" for chapter, (title, _) in CHAPTERS.items()} | {
    "alarm": "I have raised a test alarm, and I know what an alarm looks like",
    "lead": "I know who our safeguarding leads are, and how I reach one",
    "break": "I know how I take a break, and whom I can talk to",
}  # what is ticked: code → its words
