"""Web push: neutral notices on devices where somebody switched them on (RFC 8030, 8291, 8292)."""
