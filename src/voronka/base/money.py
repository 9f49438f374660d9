"""Money inside is integer minor units (kopecks, cents); on the wire it is major units."""

from decimal import ROUND_HALF_UP, Decimal

MINOR = 100


def to_minor(value: float | str | Decimal) -> int:
    return int((Decimal(str(value)) * MINOR).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def to_major(minor: int) -> int:
    """Whole units; the fraction is cut off, not rounded, as amoCRM does."""
    return int(minor / MINOR) if minor < 0 else minor // MINOR
