"""The fixed list of subjects, formats and sort orders of sheets."""

TOPICS = {
    "getting-started": "Getting started",
    "planning": "Planning",
    "money-and-paying-people": "Money and paying people",
    "personal-assistants": "Personal assistants",
    "children-and-school": "Children and school",
    "your-rights": "Your rights",
    "looking-after-yourself": "Looking after yourself",
}
EASY_READ, LARGE_PRINT, PDF, ORIGINAL = "easy-read", "large-print", "pdf", "original"
MADE = (PDF, LARGE_PRINT, EASY_READ)  # what we print ourselves
FORMATS = {
    PDF: "PDF",
    LARGE_PRINT: "Large print PDF",
    EASY_READ: "Easy read PDF",
    ORIGINAL: "The document itself",
}
KINDS = {
    EASY_READ: "Easy read",
    LARGE_PRINT: "Large print",
    ORIGINAL: "Document to download",
}
SORTS = {"used": "Most used", "new": "Newest", "title": "A to Z"}
