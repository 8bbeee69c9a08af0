"""What gunicorn loads in tests: the real application on the instance folder that the test names.

CASEWORK_TEST_NOW holds the clock of the whole process at one moment.
"""

import os
from contextlib import ExitStack
from datetime import datetime

from casework import clock
from casework import config as configuration
from casework.app import create_app

held = ExitStack()
if os.environ.get("CASEWORK_TEST_NOW"):
    held.enter_context(clock.at(datetime.fromisoformat(os.environ["CASEWORK_TEST_NOW"])))

app = create_app(
    configuration.cheap(configuration.load(os.environ, os.environ["CASEWORK_TEST_INSTANCE"])),
)
