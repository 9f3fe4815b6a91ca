"""The community promise and the consents given at registration: their versions and their exact
words. The consent to keep what people tell about health is explicit consent (UK GDPR, Article
9(2)(a)).

Raise VERSION when templates/pages/terms.html or the rules behind it change in meaning, and
CONSENT_VERSION when a sentence of CONSENTS does.
"""
VERSION = "27 November 2026"
CONSENT_VERSION = "November 2026"
CONSENTS = {  # purpose → the sentence beside the box that people tick; kept with their account
    "adult": "I am 18 or over.",
    "health": "PeopleHub may keep and show what I choose to tell here about health or disability, "
    "mine or that of somebody I look after.",
}

PROMISE = {  # id → (the line, how to put right what does not keep to it)
    "kind": ("Be kind. We have all had hard days.",
             "Take out the words that could hurt somebody. Say how it was for you instead."),
    "own-life": ("Speak from your own life. You are not here to judge.",
                 "Say what you have lived yourself. Leave out what others should do or be."),
    "private": ("Keep private things private, yours and other people’s.",
                "Take out names, places, numbers and pictures that show who somebody is."),
    "selling": ("Do not sell, and do not ask for money.",
                "Take out the advert, the link or the words that ask for money."),
    "medical": ("Ask a doctor or nurse about medicines and treatment.",
                "Take out the advice about medicines or treatment. Say whom to ask instead."),
    "tell-us": ("Tell us when something is wrong.", ""),
}
NEVER = {  # of the full rules, chosen by moderators in the same way
    "pretending": ("Do not pretend to be someone else, or to be a peer advisor.",
                   "Write under your own pen name, and say only what you are."),
    "own-words": ("Say so when you made your words with AI.",
                  "Tick “I made this with AI”, or say it in your own words instead."),
    "never": ("Some things are never allowed. They are in our full rules.",
              "This cannot be put right by changing it. You can still ask us to look again."),
}
RULES = {rule: said for rule, said in (PROMISE | NEVER).items() if said[1]}
