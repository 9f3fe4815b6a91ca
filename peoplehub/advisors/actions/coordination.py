"""What coordinators do: assign a request by hand, record trainings, set how long an offer lasts."""
from datetime import date

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import User
from peoplehub.advisors import offers, policy, queries
from peoplehub.advisors.events import AdvisorSettingsChanged, TrainingRecorded
from peoplehub.advisors.models import AdvisorRequest, AdvisorSettings, AdvisorTraining
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.publications import change

NOT_YOURS = "This is for coordinators."
CLOSED = "This request was answered or taken back just now. There is nothing more to do."
NOT_FOR_THEM = "This person cannot be asked: please choose another."


@act
def assign(coordinator: User, advisor: User, request_id: int) -> AdvisorRequest:
    """Ask that advisor by hand, whoever was asked before. Raises Invalid across a block."""
    request = queries.locked(request_id)
    require(policy.may_assign(coordinator, request), CLOSED)
    if not policy.may_advise(advisor) or advisor.id == request.user_id or people.are_blocked(
            advisor.id, request.user_id):
        raise Invalid(NOT_FOR_THEM, "advisor")
    offers.assign(request, advisor, coordinator)
    offers.set_clock(request, offers.candidates_for(request))
    return request


@act
def record_training(coordinator: User, advisor: User, name: str, completed_on: date,
                    expires_on: date) -> AdvisorTraining:
    """From now on, and until it runs out, they can be found and asked. Raises Invalid."""
    require(policy.may_record_training(coordinator, advisor.id), NOT_YOURS)
    if expires_on <= completed_on:
        raise Invalid("It ends before it was done.", "expires_on")
    training = save(AdvisorTraining(user_id=advisor.id, name=name, completed_on=completed_on,
                                    expires_on=expires_on, recorded_by_id=coordinator.id))
    announce(TrainingRecorded(coordinator.id, advisor.id, training.id))
    if page := queries.profile_of(advisor.id):
        change(coordinator, page)  # search finds it again
    return training


@act
def set_offer_hours(coordinator: User, hours: int) -> AdvisorSettings:
    """After how many hours without an answer the next advisor is asked."""
    require(policy.may_coordinate(coordinator), NOT_YOURS)
    kept = db.session.get(AdvisorSettings, 1) or save(AdvisorSettings(id=1))
    kept.offer_hours = hours
    announce(AdvisorSettingsChanged(coordinator.id, hours))
    return kept
