"""An administrator names who follows a deal."""

import json

from tests.cli.installation import Installation
from voronka.domain.leads import LeadChange
from voronka.services import leads, users


def test_who_follows_a_lead_is_named_and_printed(installation: Installation):
    installation.call("account", "create", "romashka", "--admin-email", "irina@romashka.example")
    [lead] = installation.do(lambda work: leads.add(work, [LeadChange(name="Свадьба")]))
    [irina] = installation.do(lambda work: list(work.facts.users))
    installation.do(lambda work: leads.update(work, [LeadChange(id=lead.id, responsible_user_id=irina)]))
    [shops] = installation.do(lambda work: users.add_groups(work, ["Магазины"]))

    named = installation.call("subscriber", "set", "leads", str(lead.id), "--group", str(shops.id))
    told = installation.call("subscriber", "set", "leads", str(lead.id), "--user", "irina@romashka.example", "--json")
    unknown = installation.call("subscriber", "set", "leads", "5", "--user", str(irina))

    assert named.stdout.splitlines() == [f"user {irina}", f"group {shops.id}"], named.stderr
    assert json.loads(told.stdout) == {"subscriptions": [{"subscriber_id": irina, "type": "user"}]}
    assert (unknown.returncode, len(unknown.stderr.splitlines())) == (1, 1)
