"""The application without rate limits: the benchmark writes all the time."""
import config
from peoplehub import create_app
from peoplehub.core import limits

limits.LIMITS.update(dict.fromkeys(limits.LIMITS, "10000000 per hour"))
app = create_app(config.chosen())
