"""Integrations: registered by an administrator, removed by him with everything they hold."""

from voronka.base.secrets import same, signature
from voronka.domain.errors import NotFound, Problems, Rule, Unauthorized
from voronka.domain.integrations import NAME_AT_MOST, Integration, is_web_address, new_client_id, with_query
from voronka.domain.tokens import SCOPES
from voronka.services.work import Work
from voronka.store import bots, chat_templates, sources, tokens, triggers, widgets
from voronka.store import integrations as store


def create(
    work: Work, *, name: str, redirect_uri: str, scopes: list[str] | None = None, hook_uri: str | None = None
) -> Integration:
    drafted = draft(work, name=name, redirect_uri=redirect_uri, scopes=scopes, hook_uri=hook_uri or None)
    register(work, drafted)
    return drafted


def draft(
    work: Work, *, name: str, redirect_uri: str, scopes: list[str] | None = None, hook_uri: str | None = None
) -> Integration:
    """Not there yet, but its keys are."""
    _check(name, redirect_uri, hook_uri, scopes or [])
    return Integration(
        client_id=new_client_id(work.account_id),
        name=name.strip(),
        redirect_uri=redirect_uri,
        hook_uri=hook_uri,
        scopes=scopes or list(SCOPES),
        secret_version=1,
        is_active=True,
        created_at=work.now,
        updated_at=work.now,
    )


def register(work: Work, drafted: Integration) -> None:
    work.actor.require_admin()
    store.add(work, drafted)


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
    store.change(work, client_id, secret_version=integration.secret_version + 1)
    return get(work, client_id)


def change(
    work: Work,
    client_id: str,
    *,
    name: str | None = None,
    redirect_uri: str | None = None,
    hook_uri: str | None = None,
) -> Integration:
    """What is None stays; an empty hook_uri is taken away."""
    work.actor.require_admin()
    before = get(work, client_id)
    name, redirect_uri = name or before.name, redirect_uri or before.redirect_uri
    hook_uri = before.hook_uri if hook_uri is None else hook_uri or None
    _check(name, redirect_uri, hook_uri, [])
    store.change(work, client_id, name=name.strip(), redirect_uri=redirect_uri, hook_uri=hook_uri)
    return get(work, client_id)


def revoke_tokens(work: Work, client_id: str) -> None:
    """Everyone must let the integration in anew."""
    work.actor.require_admin()
    get(work, client_id)
    tokens.revoke_of_integration(work, client_id)


def disable(work: Work, client_id: str) -> None:
    """Switched off for the account: its widgets are uninstalled and stay known, their triggers go, its tokens die, its
    hook is told."""
    revoke_tokens(work, client_id)
    widgets.uninstall_of(work, client_id)
    triggers.remove_of_widgets(work, [each.id for each in widgets.everything(work) if each.client_id == client_id])
    integration = get(work, client_id)
    if integration.hook_uri is not None:
        work.owed.append(_told_off(work, integration, integration.hook_uri))


def remove(work: Work, client_id: str) -> None:
    """Switched off for good: its bots too, its website buttons go with their sources. Chats and talks stay: they are
    what customers said. Webhooks belong to the account, whoever subscribed them."""
    disable(work, client_id)
    sources.remove_of(work, client_id)
    chat_templates.remove_of(work, client_id)
    bots.switch_off_of(work, client_id)
    store.change(work, client_id, is_active=False)


def _told_off(work: Work, integration: Integration, hook_uri: str) -> str:
    """(unconfirmed) the vendor's clients check the signature of id and account with a bar between."""
    signed = f"{integration.client_id}|{work.account_id}"
    return with_query(
        hook_uri,
        client_uuid=integration.client_id,
        account_id=str(work.account_id),
        signature=signature(signed, secret_of(work, integration)),
    )


def _check(name: str, redirect_uri: str, hook_uri: str | None, scopes: list[str]) -> None:
    problems = Problems()
    if not name.strip():
        problems.add(0, "name", Rule.BLANK)
    if len(name) > NAME_AT_MOST:
        problems.add(0, "name", Rule.TOO_LONG, str(NAME_AT_MOST))
    if not is_web_address(redirect_uri):
        problems.add(0, "redirect_uri", Rule.URL)
    if hook_uri is not None and not is_web_address(hook_uri):
        problems.add(0, "hook_uri", Rule.URL)
    if any(scope not in SCOPES for scope in scopes):
        problems.add(0, "scopes", Rule.UNKNOWN_CHOICE)
    problems.check()
