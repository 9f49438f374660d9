"""OAuth 2.0: how an integration gets and renews its tokens. All of it lives at the root of the account's host."""

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v4.envelope import Comma
from voronka.contract.operation import Operation, Right


class Asking(Struct, kw_only=True):
    """An integration that is there, by client_id, or one that is to be made, by what follows login."""

    client_id: str | UnsetType = UNSET
    state: str | UnsetType = UNSET
    mode: str | UnsetType = UNSET
    login: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    redirect_uri: str | UnsetType = UNSET
    secrets_uri: str | UnsetType = UNSET
    logo: str | UnsetType = UNSET


class AuthorizeQuery(Asking, kw_only=True):
    """What sends the user to the consent page.

    state comes back unchanged; mode is popup or post_message; login fills in the form. Without client_id the rest offers
    a new integration, whose keys are posted to secrets_uri once an administrator allows it; with client_id it is ignored.
    """

    scopes: Comma | UnsetType = UNSET


class Consent(Asking, kw_only=True):
    """The form of the consent page, scopes as a comma list. decision: allow, with login and password, or a refusal."""

    scopes: str | UnsetType = UNSET
    password: str | UnsetType = UNSET
    decision: str | UnsetType = UNSET


class TokenRequest(Struct, kw_only=True):
    """grant_type: authorization_code with `code`, or refresh_token with `refresh_token`; redirect_uri as registered.
    JSON or form.

    Every fault answers 400 or 401 with `hint`, title, type, status, detail, so nothing is required here.
    """

    client_id: str | UnsetType | None = UNSET
    client_secret: str | UnsetType | None = UNSET
    grant_type: str | UnsetType | None = UNSET
    code: str | UnsetType | None = UNSET
    refresh_token: str | UnsetType | None = UNSET
    redirect_uri: str | UnsetType | None = UNSET


class Token(Struct, kw_only=True):
    """A pair of tokens. access_token: a JWT, 24 hours. refresh_token: opaque, 3 months, dies when it is used.
    expires_in: seconds.
    """

    token_type: str
    expires_in: int
    access_token: str
    refresh_token: str
    server_time: int | UnsetType = UNSET


class TokenError(Struct, kw_only=True):
    """What the token endpoint answers instead; `hint` says what to check."""

    hint: str
    title: str
    type: str
    status: int
    detail: str


class Domain(Struct, kw_only=True):
    """Where the account lives now."""

    id: int
    subdomain: str
    domain: str
    top_level_domain: str


class ExchangeRequest(Struct, kw_only=True):
    """Trades a user's API key for a code, which goes to the integration's redirect_uri with from_exchange=1.

    Note `client_uuid`, elsewhere called client_id. state goes there too, unchanged.
    """

    login: str
    api_key: str
    client_uuid: str
    client_secret: str
    state: str | UnsetType | None = UNSET


# fmt: off
OPERATIONS = (
    Operation("oauth.authorize", "GET", "/oauth", query=AuthorizeQuery, media="text/html", right=Right.NOBODY, summary="Page where the user lets an integration in"),
    Operation("oauth.consent", "POST", "/oauth", body=Consent, status=302, right=Right.NOBODY, form=True, summary="The user's answer on that page: sends him on with a code, or with a refusal"),
    Operation("oauth.token", "POST", "/oauth2/access_token", body=TokenRequest, answer=Token, media="application/json", error=TokenError, right=Right.NOBODY, form=True, summary="Trade a code or a refresh token for a pair of tokens"),
    Operation("oauth.domain", "GET", "/oauth2/account/subdomain", answer=Domain, media="application/json", anywhere=True, summary="Address of the account of an access token"),
    Operation("oauth.domain_by_refresh", "GET", "/oauth2/account/current/subdomain", answer=Domain, media="application/json", right=Right.NOBODY, anywhere=True, summary="The same by refresh token, sent as X-Refresh-Token"),
    Operation("oauth.exchange", "POST", "/oauth2/exchange_api_key", body=ExchangeRequest, right=Right.NOBODY, status=202, summary="Trade a user's API key for a code"),
)
# fmt: on
