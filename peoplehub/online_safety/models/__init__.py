"""Tables of online safety: requests with a clock, hashes of files, and evidence."""
from peoplehub.online_safety.models.evidence import STEPS, FrozenContent, FrozenContentStep
from peoplehub.online_safety.models.files import BlockedFile, FileHash
from peoplehub.online_safety.models.requests import (
    COMPLAINT,
    EXPEDITED,
    INTIMATE,
    KINDS,
    OUTCOMES,
    SUBJECTS,
    SafetyRequest,
)

__all__ = ["COMPLAINT", "EXPEDITED", "INTIMATE", "KINDS", "OUTCOMES", "STEPS", "SUBJECTS",
           "BlockedFile", "FrozenContent", "FrozenContentStep", "FileHash", "SafetyRequest"]
