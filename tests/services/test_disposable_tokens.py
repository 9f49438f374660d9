"""The web pages of «Ромашка» show a widget's own server who sends the request."""

import jwt

from tests.world import World
from voronka.services import disposable_tokens, integrations


def test_a_widget_speaks_in_the_name_of_who_uses_it(world: World) -> None:
    site = world.do(integrations.create, name="Сайт", redirect_uri="https://romashka.example:8443/oauth?a=1")
    origin = "https://romashka.voronka.test"
    token = world.do(disposable_tokens.of_widget, site, world.anna, origin)
    again = world.do(disposable_tokens.of_widget, site, world.anna, origin)
    secret = world.do(integrations.secret_of, site)

    told = jwt.decode(token, secret, ["HS256"], audience="https://romashka.example:8443")
    assert told["exp"] - told["iat"] == 30 * 60 and told["nbf"] == told["iat"]
    assert told["jti"] != jwt.decode(again, secret, ["HS256"], audience=told["aud"])["jti"]
    assert {name: told[name] for name in sorted(told) if name not in ("exp", "iat", "nbf", "jti")} == {
        "account_id": world.romashka.id,
        "aud": "https://romashka.example:8443",
        "client_uuid": site.client_id,
        "is_admin": False,
        "iss": origin,
        "subdomain": "romashka",
        "user_id": world.anna.id,
    }
