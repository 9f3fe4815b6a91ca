"""Signed tokens of pages: nobody else can forge or change them."""
from flask import current_app
from itsdangerous import URLSafeSerializer


def signer(purpose: str) -> URLSafeSerializer:
    """Signs and reads tokens of one purpose; a token of another purpose is not read. Old keys still
    read what they signed."""
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt=purpose)
