"""The application: tables, services, queries and the ways in; the law itself is in workflows."""
