"""Everything that opens the door for a while: codes, access and refresh tokens, long-lived tokens, sessions."""

from enum import StrEnum

from msgspec import Struct

from voronka.domain.errors import Refused
from voronka.domain.users import User

MINUTE = 60
DAY = 86_400

CODE_LIVES = 20 * MINUTE
SESSION_LIVES = 15 * MINUTE
ACCESS_LIVES = DAY
DISPOSABLE_LIVES = 30 * MINUTE
REFRESH_LIVES = 92 * DAY  # three months, the longest of them
LONG_LIVED_DAYS = range(1, 1826)  # one day to five years

EXCHANGE_PAUSE = 5 * MINUTE

SCOPES = ("crm", "notifications", "files", "files_delete", "push_notifications")
API_SCOPE = "crm"


class TokenKind(StrEnum):
    CODE = "code"
    ACCESS = "access"
    REFRESH = "refresh"
    LONG_LIVED = "long_lived"
    SESSION = "session"


class Token(Struct, kw_only=True, frozen=True):
    """`id`: the jti of an access or long-lived token, the fingerprint of anything else."""

    id: str
    kind: TokenKind
    user_id: int
    client_id: str | None
    name: str | None
    created_at: int
    expires_at: int
    used_at: int | None = None
    revoked_at: int | None = None

    @property
    def is_spent(self) -> bool:
        return self.used_at is not None or self.revoked_at is not None


class GrantRefused(Refused):
    """A code or refresh token that gives nothing. `detail` is the hint clients know; `is_dead`: ask the user anew."""

    def __init__(self, hint: str, *, is_dead: bool = False) -> None:
        super().__init__(hint)
        self.is_dead = is_dead


class Bearer(Struct, kw_only=True, frozen=True):
    """Who stands behind an access token at this moment. `scopes` is None where no integration stands between."""

    token: Token
    user: User
    is_integration_active: bool
    scopes: list[str] | None

    def is_good(self, now: int) -> bool:
        alive = self.token.revoked_at is None and now < self.token.expires_at
        return alive and self.user.is_active and self.is_integration_active
