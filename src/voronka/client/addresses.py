"""Addresses of servers. Pure."""

from urllib.parse import urlsplit

CLOUDS = ("amocrm.ru", "amocrm.com", "kommo.com")


def base(url: str) -> str:
    """`https://romashka.amocrm.ru` of whatever spelling; https where no scheme is given, path and query are cut off."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is no address of an account: write https://example.amocrm.ru")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def shared(url: str) -> str:
    """Where all accounts of a server let users in: `www` of the vendor's clouds, the account's own host elsewhere."""
    host = urlsplit(url).hostname or ""
    cloud = next((zone for zone in CLOUDS if host.endswith(f".{zone}")), None)
    return f"https://www.{cloud}" if cloud else url
