"""All rows of both wires, and the operations of users that stand beside them, each list with a test of its own."""

from tests.matrix import v2, v4
from tests.matrix.rows import Row

ROWS: dict[str, Row] = {**v4.ROWS, **v2.ROWS}

# What every user of the account may read: it says nothing of anybody's records, or only of those that he sees.
OPEN_TO_ALL = {
    "account.get",
    "bots.get",
    "bots.list",
    "currencies.list",
    "customers.segments.custom_fields.get",
    "customers.segments.custom_fields.list",
    "events.get",
    "events.list",
    "events.types",
    "loss_reasons.get",
    "loss_reasons.list",
    "oauth.domain",
    "pipelines.get",
    "pipelines.list",
    "private.account.current",
    "private.pipelines.list",
    "private.widgets.list",
    "sources.get",
    "sources.list",
    "statuses.get",
    "statuses.list",
    "v2.account.get",
    "v2.pipelines.list",
    "v2.widgets.list",
    "website_buttons.get",
    "website_buttons.list",
    "widgets.get",
    "widgets.list",
    *(
        f"{noun}.{fields}.{verb}"
        for noun in ("catalogs", "companies", "contacts", "customers", "leads")
        for fields in ("custom_fields", "custom_field_groups")
        for verb in ("list", "get")
    ),
}

# What an integration does with its own things, whatever the rights of the user who let it in; he only is no free user.
OF_ITS_OWN = {
    "files.sessions.upload",
    "files.sessions.upload_short",
    "sources.add",
    "sources.delete",
    "sources.delete_many",
    "sources.update",
    "sources.update_one",
    "website_buttons.add_chat",
    "website_buttons.create",
    "website_buttons.update_one",
}

# As the column `tags`: who may see customers at all. They are there only in one of the two modes.
WITH_CUSTOMERS = {
    "customers.segments.get": "segments",
    "customers.segments.list": "segments",
    "customers.statuses.get": "periodicity",
    "customers.statuses.list": "periodicity",
    "v2.customers.segments": "segments",
    "v2.customers_periods.list": "periodicity",
    "private.customers_periods.list": "periodicity",
}

# They count the requests that one sees: by the column of the table.
COUNTED = {"v2.unsorted.summary": "leads reads", "private.unsorted.summary": "leads reads"}
