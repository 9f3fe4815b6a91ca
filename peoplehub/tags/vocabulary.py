"""The words that tags and the experience of advisors have in common, by their slugs.

A new site begins with a tag for each of them. What is added, renamed, merged or retired later
stands in the table of tags alone; an advisor is found by the slug of a tag.
"""
SITUATION, AGE, REGION = "situation", "age", "region"
FAMILIES = {SITUATION: "Situation", AGE: "Age of the person", REGION: "Region or nation"}

STAGES = {
    "finding-out": "Finding out", "applying": "Applying for a budget",
    "refused": "Refused or appealing", "first-plan": "First plan",
    "employing": "Finding and employing PAs", "running": "Running a budget day to day",
    "review": "A review, a cut or a dispute", "moving": "Moving to adult services",
    "after": "When a budget or a life ends",
}  # fmt: skip
AGES = {
    "under-5": "Under 5", "5-11": "5 to 11", "12-17": "12 to 17", "18-25": "18 to 25",
    "over-25": "Over 25",
}  # fmt: skip
REGIONS = {
    "north-east": "North East", "north-west": "North West", "yorkshire": "Yorkshire and the Humber",
    "east-midlands": "East Midlands", "west-midlands": "West Midlands",
    "east": "East of England", "london": "London", "south-east": "South East",
    "south-west": "South West", "wales": "Wales", "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}  # fmt: skip
FIRST_TAGS = {SITUATION: STAGES, AGE: AGES, REGION: REGIONS}
FACET_OF = {SITUATION: "stage", AGE: "age", REGION: "region"}  # of the experience of advisors
