"""Forms of web push: what a browser says of where it is reached, checked."""
from typing import Any

from flask import current_app
from wtforms import BooleanField, Field, HiddenField
from wtforms.validators import ValidationError

from peoplehub.core.forms import Form
from peoplehub.push import encryption, kinds
from peoplehub.push.endpoints import EndpointRefused, target_of

NOT_FROM_A_BROWSER = (
    "We cannot reach this browser, so nothing was switched on. Please use the newest Chrome, Edge, "
    "Firefox or Safari. Emails come to you as before."
)
TICK_ONE = "Please tick at least one thing that may come up. Nothing is switched on yet."


class KindsForm(Form):
    """What may come up on one's devices."""

    messages = BooleanField(kinds.KINDS[kinds.MESSAGES])
    answers = BooleanField(kinds.KINDS[kinds.ANSWERS])
    followed = BooleanField(kinds.KINDS[kinds.FOLLOWED])

    @property
    def ticked(self) -> list[str]:
        return [kind for kind in kinds.KINDS if self[kind].data]


class DeviceForm(Form):
    """Where a browser is reached."""

    endpoint = HiddenField("Address at the push service")

    def validate(self, extra_validators: Any = None) -> bool:
        """Nobody sees these fields, so what is wrong with them is said once, at the top."""
        if super().validate(extra_validators):
            return True
        self.form_errors.append(NOT_FROM_A_BROWSER)
        return False

    def validate_endpoint(self, field: Field) -> None:
        try:
            target_of(field.data or "", current_app.config["PUSH_SERVICES"])
        except EndpointRefused as refusal:
            raise ValidationError(NOT_FROM_A_BROWSER) from refusal


class SwitchOnForm(KindsForm, DeviceForm):
    """The same, with the keys of the browser (RFC 8291); on a member's first device also with what
    may come up. `needs_tick`: whether nothing else would."""

    needs_tick = False

    p256dh = HiddenField("Public key of the browser")
    auth = HiddenField("Secret of the browser")

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.needs_tick and not self.ticked:
            self.form_errors.append(TICK_ONE)
            return False
        return True

    def validate_p256dh(self, field: Field) -> None:
        if not encryption.is_key_of_browser(field.data or ""):
            raise ValidationError(NOT_FROM_A_BROWSER)

    def validate_auth(self, field: Field) -> None:
        if not encryption.is_secret_of_browser(field.data or ""):
            raise ValidationError(NOT_FROM_A_BROWSER)
