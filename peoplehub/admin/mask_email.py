"""Masked e-mail addresses for lists: enough to recognise one's own, too little to copy."""


def mask_email(email: str) -> str:
    """a…a@example.org"""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}…{name[-1:]}@{domain}" if len(name) > 1 else f"…@{domain}"
