"""Actions on accounts. Each is one transaction: allowed or refused, committed or rolled back."""
from peoplehub.accounts.actions.address_blocks import (
    delete_old_blocks,
    end_returns,
    note_address_block,
    switch_returns_off,
    switch_returns_on,
)
from peoplehub.accounts.actions.blocks import block, unblock
from peoplehub.accounts.actions.break_in_signs import note_accounts_tried, note_codes_guessed
from peoplehub.accounts.actions.declaration import declare
from peoplehub.accounts.actions.email import ask_for_new_email, confirm_new_email
from peoplehub.accounts.actions.email_choices import (
    begin_quiet_time,
    choose_email_times,
    resume_emails,
    stop_emails,
    wake_address,
)
from peoplehub.accounts.actions.first_day import set_first_day
from peoplehub.accounts.actions.grants import end_grant, give_grant, tell_of_ending_grants
from peoplehub.accounts.actions.joining import (
    ask_to_confirm,
    confirm_by_code,
    confirm_by_link,
    join,
    let_in,
    send_code_again,
    set_joining_rules,
)
from peoplehub.accounts.actions.password import (
    ask_for_new_password,
    change_password,
    make_join_link,
    make_link,
    set_new_password,
)
from peoplehub.accounts.actions.preferences import (
    choose_answers,
    choose_display,
    choose_letters,
    choose_privacy,
    choose_tags,
)
from peoplehub.accounts.actions.profile import change_picture, change_profile
from peoplehub.accounts.actions.roles_and_suspension import (
    add_person,
    appoint,
    ban,
    change_role,
    lift_suspension,
    remind_of_second_step,
    suspend,
)
from peoplehub.accounts.actions.second_step import (
    begin_second_step,
    confirm_second_step,
    renew_recovery_codes,
    reset_second_step,
    sign_in_with_code,
    switch_second_step_off,
)
from peoplehub.accounts.actions.sessions import (
    end_all_sessions,
    end_everybodys_sessions,
    end_other_sessions,
    end_session,
    improve_hash,
    note_use,
    sign_in,
    sign_out,
)

__all__ = [
    "delete_old_blocks", "end_returns", "note_address_block", "switch_returns_off",
    "switch_returns_on",
    "note_accounts_tried", "note_codes_guessed",
    "end_grant", "set_first_day", "give_grant", "tell_of_ending_grants",
    "add_person", "appoint", "begin_second_step", "confirm_second_step", "renew_recovery_codes",
    "reset_second_step", "sign_in_with_code", "switch_second_step_off",
    "ask_for_new_email", "ask_for_new_password", "ask_to_confirm",
    "block", "change_password", "change_picture", "change_profile", "change_role",
    "choose_answers", "choose_display",
    "choose_letters", "choose_privacy", "choose_tags", "confirm_by_code", "confirm_by_link",
    "confirm_new_email", "declare", "end_all_sessions", "end_everybodys_sessions",
    "end_other_sessions", "end_session", "improve_hash", "join", "let_in",
    "lift_suspension", "remind_of_second_step",
    "make_join_link", "make_link", "note_use", "send_code_again", "set_new_password",
    "begin_quiet_time", "choose_email_times", "resume_emails", "stop_emails", "wake_address",
    "ban", "sign_in", "sign_out", "suspend",
    "set_joining_rules", "unblock",
]  # fmt: skip
