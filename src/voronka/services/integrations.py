"""Integrations: registered by an administrator, removed by him with everything they hold."""

from voronka.base.secrets import same
from voronka.domain.errors import NotFound, Problems, Rule, Unauthorized
from voronka.domain.integrations import Integration, is_redirect_uri, new_client_id
from voronka.domain.tokens import SCOPES
from voronka.services.work import Work
from voronka.store import bots, chat_templates, sources, tokens, widgets
from voronka.store import integrations as store


def create(work: Work, *, name: str, redirect_uri: str, scopes: list[str] | None = None) -> Integration:
    work.actor.require_admin()
    _check(name, redirect_uri, scopes or [])
    integration = Integration(
        client_id=new_client_id(work.account_id),
        name=name.strip(),
        redirect_uri=redirect_uri,
        scopes=scopes or list(SCOPES),
        secret_version=1,
        is_active=True,
        created_at=work.now,
        updated_at=work.now,
    )
    store.add(work, integration)
    return integration


def everything(work: Work) -> list[Integration]:
    work.actor.require_admin()
    return store.everything(work)


def active(work: Work) -> list[Integration]:
    return [one for one in store.everything(work) if one.is_active]


def get(work: Work, client_id: str) -> Integration:
    """An integration that was removed is not there any more."""
    found = store.get(work, client_id)
    if found is None or not found.is_active:
        raise NotFound(f"There is no integration {client_id}. `voronka integration list` shows them all.")
    return found


def of_key(work: Work, code: str, key: str) -> Integration:
    """By its own id or the code of one of its widgets, for who has its secret."""
    of_widget = {widget.client_id for widget in widgets.everything(work) if widget.code == code}
    found = next((one for one in active(work) if one.client_id == code or one.client_id in of_widget), None)
    if found is None or not same(key, secret_of(work, found)):
        raise Unauthorized("Wrong code or key. `voronka integration secret` prints the key of an integration.")
    return found


def secret_of(work: Work, integration: Integration) -> str:
    return work.secrets.client_secret(work.account_id, integration.client_id, integration.secret_version)


def renew_secret(work: Work, client_id: str) -> Integration:
    """The old secret stops at once; tokens already given out go on."""
    work.actor.require_admin()
    integration = get(work, client_id)
    store.set_secret_version(work, client_id, integration.secret_version + 1)
    return get(work, client_id)


def revoke_tokens(work: Work, client_id: str) -> None:
    """Everyone must let the integration in anew."""
    work.actor.require_admin()
    get(work, client_id)
    tokens.revoke_of_integration(work, client_id)


def remove(work: Work, client_id: str) -> None:
    """Its widgets are uninstalled and stay known, its bots are switched off, its website buttons go with their
    sources. Chats and talks stay: they are what customers said. Webhooks belong to
    the account, whoever subscribed them."""
    revoke_tokens(work, client_id)
    sources.remove_of(work, client_id)
    chat_templates.remove_of(work, client_id)
    widgets.uninstall_of(work, client_id)
    bots.switch_off_of(work, client_id)
    store.set_active(work, client_id, is_active=False)


def _check(name: str, redirect_uri: str, scopes: list[str]) -> None:
    problems = Problems()
    if not name.strip():
        problems.add(0, "name", Rule.BLANK)
    if not is_redirect_uri(redirect_uri):
        problems.add(0, "redirect_uri", Rule.URL)
    if any(scope not in SCOPES for scope in scopes):
        problems.add(0, "scopes", Rule.UNKNOWN_CHOICE)
    problems.check()
