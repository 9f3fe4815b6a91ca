"""The Flask extensions, made once and bound to an app in `create_app`."""
from typing import ClassVar

from flask_login import LoginManager
from flask_migrate import Migrate
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.model import camel_to_snake_case
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData, Table
from sqlalchemy.orm import DeclarativeBase, declared_attr

NAMES = {  # so that a migration can name what it drops, on every database
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """What every table is declared with: `class SignIn(Model)` is the table `sign_in`. A class of
    our own, not `Model`, so that a type checker can follow it."""

    metadata = MetaData(naming_convention=NAMES)
    __table__: ClassVar[Table]

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return camel_to_snake_case(cls.__name__)


db = SQLAlchemy(metadata=Model.metadata, session_options={"expire_on_commit": False})
login_manager = LoginManager()
socketio = SocketIO()
csrf = CSRFProtect()
migrate = Migrate()
