"""Host names of accounts: `{subdomain}.{zone}`, any zone; only the first label counts."""

import ipaddress
import re

# hosts that serve every account; clients look for some of them by name
_SHARED = re.compile(r"^(?:www|api|drive)(?:-[a-z0-9]+)?$")


def without_port(host: str) -> str:
    """`[::1]:8000` → `[::1]`."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() and not name.endswith(":") else host


def first_label(host: str) -> str:
    """Empty for an address in numbers."""
    name = without_port(host)
    return "" if is_number(name) else name.split(".", 1)[0].lower()


def is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def is_shared(label: str) -> bool:
    return bool(_SHARED.match(label))


def domain_of(host: str, subdomain: str, *, is_default: bool) -> tuple[str, str]:
    """The account's own host and its zone, told from the host by which somebody came."""
    rest = host.partition(".")[2]
    if first_label(host) == subdomain and rest:
        return host, rest
    if is_shared(first_label(host)) and rest:
        return f"{subdomain}.{rest}", rest
    # nothing in this host names an account: the default one lives here itself, the others below
    return (host, host) if is_default else (f"{subdomain}.{host}", host)


def top_level_domain(host: str) -> str:
    name = without_port(host)
    return "" if is_number(name) else name.rsplit(".", 1)[-1]
