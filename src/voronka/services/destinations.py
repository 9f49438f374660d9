"""Looks up where a destination leads, before anybody subscribes and again before anything is sent."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from voronka.domain.destinations import PATH, is_public, parse
from voronka.domain.errors import Invalid, Problem, Rule

LOOK_UP_WITHIN = 2.0

# Our own threads: a name server that does not answer must not stop what else runs in the loop's threads.
_THREADS = ThreadPoolExecutor(8, "names")


async def require_reachable(destination: str, *, allow_private: bool) -> None:
    """Invalid unless the address leads to the open internet. To be awaited before the transaction is opened."""
    found = parse(destination)
    if found is None or not await _leads_out(found.host, found.port, allow_private):
        raise Invalid([Problem(0, PATH, Rule.URL)])


async def addresses_of(host: str, port: int) -> list[str]:
    """IPv4 first, which more receivers can really be reached by. OSError when the name is not known."""
    found = await asyncio.get_running_loop().run_in_executor(_THREADS, _look_up, host, port)
    return list(dict.fromkeys(address for _, address in sorted(found, key=lambda each: each[0] != socket.AF_INET)))


async def _leads_out(host: str, port: int, allow_private: bool) -> bool:
    try:
        async with asyncio.timeout(LOOK_UP_WITHIN):
            addresses = await addresses_of(host, port)
    except socket.gaierror as error:
        return error.errno == socket.EAI_AGAIN  # the name server is not there just now: not the address's fault
    except TimeoutError:
        return True
    except OSError:
        return False
    return allow_private or all(map(is_public, addresses))


def _look_up(host: str, port: int) -> list[tuple[int, str]]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, str(address[0])) for family, _, _, _, address in found]
