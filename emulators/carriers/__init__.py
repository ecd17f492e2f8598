"""One folder per telephone company. Vendors reach them through the call, never by import."""
