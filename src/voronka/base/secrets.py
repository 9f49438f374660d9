"""One key of the installation, and every credential that can be shown again derived from it.

Nothing that we must show or send is stored: an API key or a client secret is a function of the installation's key,
its owner and a version number; a new version is a new key. What we only compare is kept as a fingerprint.
"""

import hashlib
import hmac
import os
import secrets
import string
from pathlib import Path

from voronka.base import folders

KEY_BYTES = 32
FILE = "secret.key"
OPAQUE = "def502"  # clients have seen codes and refresh tokens begin so
_ALPHABET = string.ascii_letters + string.digits


class Secrets:
    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"The installation's key must be {KEY_BYTES} bytes long, this one has {len(key)}.")
        self._key = key

    def __repr__(self) -> str:
        return "Secrets(…)"

    def api_key(self, account_id: int, user_id: int, version: int) -> str:
        """What amoCRM calls USER_HASH."""
        return self._derive("api key", account_id, user_id, version)[:20].hex()

    def salesman_key(self, account_id: int) -> str:
        """SalesMan has one key for the whole account; the login beside it names the user."""
        return _as_letters(self._derive("salesman key", account_id), 32)

    def client_secret(self, account_id: int, client_id: str, version: int) -> str:
        return _as_letters(self._derive("client secret", account_id, client_id, version), 64)

    def signing_key(self, account_id: int) -> bytes:
        """Signs the account's access tokens; another account's token fails already here."""
        return self._derive("access token", account_id)

    def session(self, account_id: int, user_id: int, key_version: int, expires_at: int) -> str:
        """What proves a session: a new version of the user's key ends all of them."""
        return self._derive("session", account_id, user_id, key_version, expires_at).hex()

    def _derive(self, purpose: str, *owner: int | str) -> bytes:
        message = "\x1f".join((purpose, *map(str, owner)))
        return hmac.digest(self._key, message.encode(), "sha256")


def load_secrets(data_dir: Path, given: str | None = None) -> Secrets:
    """`given` (VORONKA_SECRET_KEY, 64 hex digits) wins over the file, which is made when there is none."""
    if given:
        return Secrets(_from_hex(given, "VORONKA_SECRET_KEY"))
    path = data_dir / FILE
    if not path.exists():
        _create(path)
    return Secrets(_from_hex(path.read_text("ascii"), str(path)))


def new_opaque(account_id: int) -> str:
    """An authorization code or a refresh token. It names its account, so it can be redeemed at any of our addresses."""
    return f"{OPAQUE}{account_id:08x}{secrets.token_hex(48)}"


def account_of_opaque(token: str) -> int | None:
    digits = token.removeprefix(OPAQUE)[:8]
    try:
        return int(digits, 16) if token.startswith(OPAQUE) else None
    except ValueError:
        return None


def fingerprint(token: str) -> str:
    """What is stored of a random token. It is long and random, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def signature(message: str, key: str) -> str:
    return hmac.digest(key.encode(), message.encode(), "sha256").hex()


def same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def new_password() -> str:
    """At least one small letter, one capital and one digit, and none that are taken for another."""
    clear = "".join(letter for letter in _ALPHABET if letter not in "0O1lI")
    while True:
        password = "".join(secrets.choice(clear) for _ in range(16))
        if any(map(str.islower, password)) and any(map(str.isupper, password)) and any(map(str.isdigit, password)):
            return password


def _from_hex(text: str, where: str) -> bytes:
    try:
        return bytes.fromhex(text.strip())
    except ValueError:
        raise ValueError(f"{where} must hold {KEY_BYTES * 2} hexadecimal digits.") from None


def _create(path: Path) -> None:
    """Two processes may start at once: the key is written aside and takes its name only if nobody was faster."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    folders.sync(path.parent)  # a lost key is every secret lost


def _as_letters(digest: bytes, length: int) -> str:
    stretched = int.from_bytes(hashlib.shake_256(digest).digest(length * 2), "big")
    letters: list[str] = []
    for _ in range(length):
        stretched, place = divmod(stretched, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)
