"""The office's own settings: local parameters of the law, holiday notices, the state of the service."""
