"""API v2 and the older calls as their documents describe them."""

from voronka.contract.amocrm_v2.envelope import JSON, Error
from voronka.contract.described import BEARER, Described

INTRODUCTION = """The API before v4, and the private calls that are older still.

Sign in at `/private/api/auth.php` and send the cookie `session_id` back, or add `USER_LOGIN` and `USER_HASH` (the API
key) to any address, or send a token as in API v4. Bodies are JSON or forms in PHP's brackets, and numbers may be texts.
A list with nothing in it answers 204 without a body.
"""

V2 = Described(
    introduction=INTRODUCTION,
    error=Error,
    problems=("application/problem+json", JSON),
    has_examples=False,
    security={
        "session": {"type": "apiKey", "in": "cookie", "name": "session_id"},
        "bearer": BEARER,
        "key": {"type": "apiKey", "in": "query", "name": "USER_HASH", "description": "beside USER_LOGIN"},
    },
    about="""The API before v4, and the private calls before that. Sign in at <code>/private/api/auth.php</code>, or add
<code>USER_LOGIN</code> and <code>USER_HASH</code> (the API key) to any address, or send a token as in API v4.
Bodies are JSON or forms in PHP's brackets; numbers may be texts. <code>name?</code> may be left out.
An empty list answers 204 without a body.""",
    file="openapi-v2.json",
)
