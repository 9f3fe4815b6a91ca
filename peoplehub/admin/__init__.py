"""Administration: health, people, boards, sent e-mails, the audit record."""
