"""What people agree to when they join: the version of our community promise, and, apart from it,
what they say about their age and what they consent to, word for word.

Raise VERSION when templates/pages/terms.html or the rules behind it change in meaning, and
CONSENT_VERSION when a sentence of CONSENTS does.
"""
VERSION = "November 2026"
CONSENT_VERSION = "November 2026"
CONSENTS = {  # purpose → the sentence beside the box that people tick; kept with their account
    "adult": "I am 18 or over.",
    "health": "PeopleHub may keep and show what I choose to tell here about health or disability, "
    "mine or that of somebody I look after.",
}
