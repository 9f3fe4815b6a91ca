"""The blueprint that the library's pages hang on."""
from flask import Blueprint

bp = Blueprint("library", __name__, url_prefix="/library")
