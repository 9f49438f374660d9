"""What may hang on what, and what a link does to the links beside it."""

from msgspec import Struct, structs

from voronka.domain.kinds import RANK, Kind
from voronka.domain.records import Link


class End(Struct, frozen=True, order=True):
    """One end of a link."""

    kind: Kind
    id: int


class Pair(Struct, frozen=True):
    """A lead and a contact of it."""

    lead_id: int
    contact_id: int
    linked_at: int


class LinkWrite(Struct, kw_only=True, frozen=True):
    """A link to be made or undone, as a request names it: from here to there."""

    here: End
    there: End
    is_main: bool | None = None
    catalog_id: int | None = None
    quantity: float | None = None
    price_id: int | None = None
    updated_by: int | None = None  # who is said to have done it; 0 is a robot

    @classmethod
    def between(cls, here: End, link: Link) -> "LinkWrite":
        """The same link, seen from `here`."""
        return cls(
            here=here,
            there=End(link.to_type, link.to_id),
            is_main=link.is_main,
            catalog_id=link.catalog_id,
            quantity=link.quantity,
            price_id=link.price_id,
        )

    @property
    def holder(self) -> End:
        """A link is kept at its lower end: a lead holds its contacts, a contact its companies, and a new company takes
        the old one's place there. So it is a change of the holder, whichever end asks: who may change the holder and
        see the other end makes and cuts it. (unconfirmed) the vendor names no right."""
        return min(self.here, self.there, key=lambda end: RANK[end.kind])

    @property
    def held(self) -> Link:
        there = max(self.here, self.there, key=lambda end: RANK[end.kind])
        if there.kind == Kind.ELEMENT:
            return Link(
                to_type=there.kind,
                to_id=there.id,
                catalog_id=self.catalog_id,
                quantity=1 if self.quantity is None else self.quantity,
                price_id=self.price_id,
            )
        return Link(to_type=there.kind, to_id=there.id, is_main=bool(self.is_main))


def linked(held: list[Link], new: Link, holder: Kind) -> list[Link]:
    """One company at most, so a second takes the first one's place. The first contact is the main one until another
    is made so; only leads and customers have a main contact. Linking again renews quantity and price.

    (unconfirmed) The vendor's cards have one company and one main contact; who sends a link again is not stopped.
    """
    others = [link for link in held if (link.to_type, link.to_id) != (new.to_type, new.to_id)]
    if new.to_type == Kind.COMPANY:
        return [link for link in others if link.to_type != Kind.COMPANY] + [new]
    if new.to_type != Kind.CONTACT or holder not in (Kind.LEAD, Kind.CUSTOMER):
        return [*others, new]
    was_main = any(link.is_main and link.to_id == new.to_id for link in held if link.to_type == Kind.CONTACT)
    if new.is_main or was_main or not any(link.to_type == Kind.CONTACT for link in others):
        return [structs.replace(link, is_main=False) for link in others] + [structs.replace(new, is_main=True)]
    return [*others, new]


def unlinked(held: list[Link], gone: Link) -> list[Link]:
    """When the main contact leaves, the next one takes over."""
    left = [link for link in held if (link.to_type, link.to_id) != (gone.to_type, gone.to_id)]
    contacts = [link for link in left if link.to_type == Kind.CONTACT]
    had_main = any(link.is_main for link in held)
    if had_main and contacts and not any(link.is_main for link in contacts):
        return [structs.replace(link, is_main=True) if link == contacts[0] else link for link in left]
    return left
