"""The community promise and the consents given at registration: their versions and their exact
words. The consent to keep what people tell about health is explicit consent (UK GDPR, Article
9(2)(a)).

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
