"""Form fields for a day and for a time of day: what is none is refused in a sentence."""
from wtforms import DateField, TimeField

NO_DAY = "Please give a day, such as 2027-01-31."
NO_TIME = "Please give a time, such as 18:00."


class DayField(DateField):
    """A day, as browsers send it and as it is typed where they have no calendar: 2027-01-31."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(NO_DAY) from error


class TimeOfDayField(TimeField):
    """An hour and minute: 18:00."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(NO_TIME) from error
