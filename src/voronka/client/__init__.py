"""The client: `_async` is written by hand, `_sync` is made from it; what both share is pure and lies beside them.

addresses.py requests.py    what is sent: addresses, queries in PHP's brackets, batches in parts
answers.py reading.py       what comes back: types, read tolerantly, or errors
pages.py                    from page to page
auth.py stores.py           tokens and where they live
retry.py limiter.py         when to try again, how fast to go
errors.py                   the one tree of errors
waiting.py                  the only file in both colours
"""

from voronka.client._async.amo import Amo
from voronka.client._async.pages import AsyncPages
from voronka.client._sync.amo import AmoSync
from voronka.client._sync.pages import Pages
from voronka.client.auth import OAuth, Tokens, TokenStore
from voronka.client.errors import (
    AmoError,
    BadRequest,
    ConnectionFailed,
    Forbidden,
    ItemProblem,
    NotFound,
    NotProcessable,
    NotSignedIn,
    PaymentRequired,
    Refused,
    ServerFailed,
    TokenRefused,
    TokensNotSaved,
    TooManyRequests,
    Unauthorized,
    UnexpectedAnswer,
    ValidationFailed,
)
from voronka.client.pages import Page
from voronka.client.retry import Retry
from voronka.client.stores import FileStore, MemoryStore

__all__ = [
    "Amo",
    "AmoError",
    "AmoSync",
    "AsyncPages",
    "BadRequest",
    "ConnectionFailed",
    "FileStore",
    "Forbidden",
    "ItemProblem",
    "MemoryStore",
    "NotFound",
    "NotProcessable",
    "NotSignedIn",
    "OAuth",
    "Page",
    "Pages",
    "PaymentRequired",
    "Refused",
    "Retry",
    "ServerFailed",
    "TokenRefused",
    "TokenStore",
    "Tokens",
    "TokensNotSaved",
    "TooManyRequests",
    "Unauthorized",
    "UnexpectedAnswer",
    "ValidationFailed",
]
