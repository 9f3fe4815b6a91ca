"""Listeners of the check for returning accounts: a new sign-in, and a lead who is none any more."""
from peoplehub.accounts import actions as accounts, address_blocks
from peoplehub.accounts.events import AddressBlockNoted, RoleChanged
from peoplehub.safeguarding import actions


def signal_return(event: AddressBlockNoted) -> None:
    """Listener: a signal for the two leads, where few share the block and a closed account did."""
    actions.make_signals(event.person_id, event.block_id)


def end_without_leads(event: RoleChanged) -> None:
    """Listener: without two leads the check is off, and what it kept is deleted at once."""
    rules = address_blocks.rules()
    if rules.is_on and not rules.in_force:
        accounts.end_returns(None)
