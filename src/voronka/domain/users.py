"""People of the account and their groups (departments)."""

from typing import Any

from msgspec import Struct

from voronka.domain.access import Actor

DEFAULT_GROUP = 0


class Group(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    sort: int


class User(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    email: str
    lang: str
    group_id: int | None
    role_id: int | None
    is_admin: bool
    is_free: bool
    is_active: bool
    rights: dict[str, Any]
    uuid: str
    amojo_id: str | None
    phone_number: str | None
    user_rank: str | None

    def actor(
        self, *, client_id: str | None = None, token_id: str | None = None, scopes: tuple[str, ...] | None = None
    ) -> Actor:
        return Actor(
            user_id=self.id,
            group_id=self.group_id or DEFAULT_GROUP,
            is_admin=self.is_admin,
            is_free=self.is_free,
            rights=self.rights,
            client_id=client_id,
            token_id=token_id,
            scopes=scopes,
        )


class UserDraft(Struct, kw_only=True, frozen=True):
    """A user to be. Without a password he cannot sign in until he is given one; without rights he gets all of them."""

    name: str
    email: str
    password: str | None = None
    lang: str | None = None
    group_id: int | None = None
    is_admin: bool = False
    is_active: bool = True
    is_free: bool = False
    role_id: int | None = None
    rights: dict[str, Any] | None = None
    phone_number: str | None = None


class UserInvite(Struct, kw_only=True, frozen=True):
    """A user as an administrator asks for him. `rights` holds only what is granted, in v4's shape."""

    name: str
    email: str
    password: str
    lang: str | None = None
    group_id: int | None = None
    role_id: int | None = None
    is_free: bool = False
    rights: dict[str, Any] = {}


class Credentials(Struct, kw_only=True, frozen=True):
    """What proves that somebody is the user."""

    user_id: int
    is_active: bool
    password_hash: str | None
    key_version: int


def has_allowed_letters(name: str) -> bool:
    """Letters, digits, spaces and . @ - _ as the vendor documents it; and no address of a page."""
    return all(letter.isalnum() or letter in " .@-_" for letter in name) and not name.lower().startswith("www.")


def is_strong(password: str) -> bool:
    """How many characters it needs is told apart."""
    tests = (str.isdigit, str.isupper, str.islower)
    return all(any(test(letter) for letter in password) for test in tests)


def normal_email(text: str) -> str:
    """Logins are compared without regard to case. PostgreSQL takes no NUL in a text, and no login has one."""
    return text.replace("\0", "").strip().lower()
