"""The officers' desk: queues, case pages, one page for each step, files, credit feed."""
