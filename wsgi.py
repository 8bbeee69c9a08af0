"""The door for gunicorn and for `flask --app wsgi`."""

from casework.app import create_app

app = create_app()
