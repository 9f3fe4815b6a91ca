"""What signing in leaves while the check for returning accounts is on."""
from flask import request

from peoplehub.accounts import actions, address_blocks
from peoplehub.accounts.models import User


def note_address_block(person: User) -> None:
    """Somebody has signed in with this request. Off, which is usual, it does nothing."""
    if not address_blocks.rules().in_force:
        return
    if block_hash := address_blocks.hash_of_block(request.remote_addr):
        actions.note_address_block(person, block_hash)
