"""One file a layout, shared by all kinds that are set so."""
