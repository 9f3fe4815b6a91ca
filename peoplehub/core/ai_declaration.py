"""Words made with AI: their writer declares it, and everyone who reads them sees it (SG31)."""
from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column
from wtforms import BooleanField

MADE_WITH_AI = BooleanField(
    "I made this with AI",
    description="For example with ChatGPT. People see a note beside your words. AI can sound sure "
    "and be wrong, so please check what it says first.",
)


class DeclaresAI:
    """A mixin of the pieces whose writers may declare it."""

    made_with_ai: Mapped[bool] = mapped_column(default=False, server_default=false())
