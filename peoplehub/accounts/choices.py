"""The fixed choices people have to describe themselves, none of which can pass for a badge."""

FAMILY, BUDGET_HOLDER, WORKS_IN_CARE = "family", "budget-holder", "professional"
I_AM = {  # who is joining, as they say themselves
    FAMILY: "Family or carer",
    BUDGET_HOLDER: "Budget holder or disabled person",
    WORKS_IN_CARE: "I work in health, care or education",
}
DESCRIBES = (  # what a member may say beside their name
    "Has a budget", "Parent carer", "Family carer", "Personal assistant", "Finding out",
)  # fmt: skip
TAGS = (  # what people may say they have lived with
    "I have a budget", "I look after my child", "I look after my partner",
    "I look after my parent", "Learning disability", "Autism", "Epilepsy", "Brain injury",
    "Dementia", "Mental health", "Wheelchair user", "Night care", "Personal assistants",
    "Continuing healthcare", "School and EHC plans", "Moving to adult services", "Bereavement",
)  # fmt: skip
TAG_AUDIENCES = {  # who sees a tag
    "me": "Only me",
    "advisors": "Peer advisors and the team",
    "members": "Everybody who has joined",
    "anyone": "Anyone on the internet",
}
LETTERS = {  # what also comes by e-mail
    "important": "Important: only what is for me",
    "weekly": "Weekly: also one email a week with what I follow",
    "everything": "Everything: also all that I follow",
    "none": "No emails about the community",
}
STARTED, SITUATION = "started", "situation"  # preferences: of the questions of the first visit
WEEKDAYS = {str(number): day for number, day in enumerate((
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))}  # fmt: skip
WEEKLY_ON = "5"  # unless they choose another day
