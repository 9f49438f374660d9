"""Numbers as JSON shows them."""


def plain(number: float | None) -> int | float | None:
    """2.0 pieces are 2."""
    return int(number) if number is not None and number == int(number) else number
