"""The facade of amoCRM/Kommo API v4: translation only, both ways, by hand."""
