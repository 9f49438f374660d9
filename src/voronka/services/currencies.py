"""The currencies that amounts may be in; everybody of the account may know them."""

from voronka.domain.currencies import Currency, in_order
from voronka.services.work import Work


def all_of(work: Work) -> list[Currency]:
    return in_order(work.account.settings.currency)
