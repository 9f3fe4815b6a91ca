"""HTTP views of safeguarding: words of danger for everybody, cases for the leads."""
from peoplehub.safeguarding.views import (
    access,
    cases,
    danger,
    files,
    pdf,
    records,
    return_signals,
    showing,
)
from peoplehub.safeguarding.views.blueprint import bp

__all__ = ["access", "bp", "cases", "danger", "files", "pdf", "records", "return_signals",
           "showing"]
