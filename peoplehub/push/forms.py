"""Forms of web push: what a browser says of where it is reached, checked."""
from typing import Any

from flask import current_app
from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from peoplehub.core.forms import Form
from peoplehub.push import encryption
from peoplehub.push.endpoints import EndpointRefused, target_of

NOT_FROM_A_BROWSER = (
    "We cannot reach this browser, so nothing was switched on. Please use the newest Chrome, Edge, "
    "Firefox or Safari. Emails about alarms come to you as before."
)


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


class SwitchOnForm(DeviceForm):
    """The same, with the keys of the browser (RFC 8291)."""

    p256dh = HiddenField("Public key of the browser")
    auth = HiddenField("Secret of the browser")

    def validate_p256dh(self, field: Field) -> None:
        if not encryption.is_key_of_browser(field.data or ""):
            raise ValidationError(NOT_FROM_A_BROWSER)

    def validate_auth(self, field: Field) -> None:
        if not encryption.is_secret_of_browser(field.data or ""):
            raise ValidationError(NOT_FROM_A_BROWSER)
