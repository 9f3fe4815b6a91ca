"""The fixed lists of templates: their types, their licences, the names they can have, and what is
looked for before one is sent."""

TYPES = {
    "rota": "Rota",
    "plan": "Plan for when things go wrong",
    "letter": "Letter",
    "advert": "Job advert",
    "profile": "One-page profile",
    "budget": "Budget table",
    "policy": "Policy or agreement",
    "other": "Something else",
}
PATCHES = {  # the picture of its cover, by its type
    "rota": "sun", "plan": "house", "letter": "talk", "advert": "heart", "profile": "flower",
    "budget": "cup", "policy": "book", "other": "sheet",
}
LICENCES = {
    "free": "Others may use it, change it and pass it on",
    "named": "Others may use it and change it, if they say where it comes from",
    "own-use": "Others may use it and change it for themselves, but not sell it",
}
PEN_NAME, MEMBER, NO_NAME = "pen-name", "member", "no-name"
SHOWN_AS = {PEN_NAME: "My pen name", MEMBER: "“A member”", NO_NAME: "No name at all"}
CONSENT = (
    "I made this, or I may share it. Others may read it, download it and use it as I chose above. "
    "I can take it back. What others have downloaded stays with them."
)
LOOKED_FOR = {
    "look_names": "Names of people: your child, family, workers, doctors",
    "look_births": "Dates of birth and ages",
    "look_addresses": "Addresses and postcodes",
    "look_numbers": "Phone numbers, emails, NHS and other numbers",
    "look_photos": "Photos and pictures of people or places",
    "look_places": "Names of schools, hospitals, clubs and firms",
    "look_signatures": "Signatures",
}
DRAFT, WAITING, ASKED, DECLINED, SHOWN = "draft", "waiting", "asked", "declined", "shown"
STATES = {
    DRAFT: "Not sent yet",
    WAITING: "Waiting for the team",
    ASKED: "The team asks you for a change",
    DECLINED: "Not taken",
    SHOWN: "On the site",
}
BY_NAME, BY_TEAM = "name", "team"
CHECKED_AS = {BY_NAME: "With my pen name", BY_TEAM: "As “the team”"}
