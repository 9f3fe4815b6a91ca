"""What people take away of sheets: cards with a QR code, one page at a glance, and packs."""
