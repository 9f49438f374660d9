"""Signing in: a session of 15 minutes in the cookie `session_id`, renewed by use."""

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v2.envelope import JSON
from voronka.contract.operation import Operation, Right


class Login(Struct, kw_only=True):
    """USER_HASH: the user's API key; the oldest clients send the password instead."""

    USER_LOGIN: str | UnsetType = UNSET
    USER_HASH: str | UnsetType = UNSET
    USER_PASSWORD: str | UnsetType = UNSET


class LoginQuery(Struct, kw_only=True):
    """type: json, or XML without it."""

    type: str | UnsetType = UNSET
    USER_LOGIN: str | UnsetType = UNSET
    USER_HASH: str | UnsetType = UNSET


class LoginAccount(Struct, kw_only=True):
    id: int
    name: str
    subdomain: str
    language: str
    timezone: str


class LoginUser(Struct, kw_only=True):
    id: int
    language: str


class SignedIn(Struct, kw_only=True):
    auth: bool
    accounts: list[LoginAccount]
    user: LoginUser
    server_time: int


class LoginAnswer(Struct, kw_only=True):
    response: SignedIn


# fmt: off
OPERATIONS = (
    Operation("private.auth.login", "POST", "/private/api/auth.php", query=LoginQuery, body=Login, answer=LoginAnswer,
              media=JSON, right=Right.NOBODY, summary="Sign in"),
    Operation("private.auth.login_by_query", "GET", "/private/api/auth.php", query=LoginQuery, answer=LoginAnswer,
              media=JSON, right=Right.NOBODY, summary="Sign in by the query"),
)
# fmt: on
