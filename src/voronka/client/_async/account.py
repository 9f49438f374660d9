"""The account (аккаунт) of the token."""

from collections.abc import Sequence

from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.account import Account


class AsyncOwnAccount(AsyncResource):
    """`amo.account`."""

    async def get(self, *, with_: Sequence[str] = ()) -> Account:
        """The account's properties, and whose token this is (`current_user_id`). GET /api/v4/account

        with_: amojo_id, uuid, amojo_rights, users_groups, task_types, version, entity_names, datetime_settings,
            drive_url, is_api_filter_enabled, invoices_settings.
        """
        return await self._one("account.get", with_=with_)
