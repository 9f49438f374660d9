"""The facade of amoCRM's API v2 and of the private calls that are older still: translation only."""
