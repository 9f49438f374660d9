"""Starts a server on an empty database and sends it arbitrary requests made from its own OpenAPI. Fails on a 5xx.

python scripts/fuzz.py [--seconds 120] [--page openapi-v2.json] [further options of `schemathesis run`]

`--seconds`: of all pages together; without `--page` each of them has its share.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

PAGES = ("openapi.json", "openapi-v2.json")
BIN = Path(sys.executable).parent


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--page", choices=PAGES, action="append")
    own, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="voronka-fuzz-") as data_dir, server(data_dir) as address:
        made = [BIN / "voronka", "token", "create", "--data-dir", data_dir]
        token = subprocess.run(made, capture_output=True, text=True, check=True).stdout.strip()
        pages = own.page or PAGES
        for_each = own.seconds // len(pages)
        statuses = [schemathesis(f"{address}/{page}", token, for_each, more, data_dir) for page in pages]
        print("Answers by status:", *(f"{code}: {times}" for code, times in sorted(answers(address).items())), sep="  ")
        return max(statuses)


@contextmanager
def server(data_dir: str) -> Iterator[str]:
    port = free_port()
    command = [BIN / "voronka", "serve", "--data-dir", data_dir, "--port", str(port)]
    with (Path(data_dir) / "server.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | {"VORONKA_LOG_LEVEL": "warning"})
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(15)


def schemathesis(page: str, token: str, seconds: int, more: list[str], data_dir: str) -> int:
    command = [
        BIN / "schemathesis",
        "run",
        page,
        "--checks=not_a_server_error",
        f"--max-time={seconds}",
        "--phases=examples,coverage,fuzzing",
        "--mode=all",
        "--max-failures=20",
        "--continue-on-failure",
        "--suppress-health-check=all",
        "--generation-database=none",
        "--warnings=off",
        "--header",
        f"Authorization: Bearer {token}",
        *more,
    ]
    hooks = {"SCHEMATHESIS_HOOKS": "fuzz_hooks", "PYTHONPATH": str(Path(__file__).parent)}
    status = subprocess.run(command, cwd=data_dir, env=os.environ | hooks, check=False).returncode
    log = (Path(data_dir) / "server.log").read_text()
    if status:
        print("--- what the server said, the end of it:", log[-8000:], sep="\n")
    return status


def answers(address: str) -> Counter[str]:
    with urlopen(f"{address}/metrics") as metrics:  # noqa: S310  # the server that we have just started
        found = re.findall(
            r'^voronka_requests_total\{.*status="(\d+)"\} ([\d.]+)', metrics.read().decode(), re.MULTILINE
        )
    counted: Counter[str] = Counter()
    for code, times in found:
        counted[code] += int(float(times))
    return counted


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("GET", "/health")
            connection.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    sys.exit("The server did not start.")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
