"""What tests stand on: servers they start themselves, databases from a template, a browser, guards."""
