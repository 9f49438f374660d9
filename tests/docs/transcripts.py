"""Commands with their answers as a page shows them: run again, and compared with what the page says.

An answer is JSON in which `…` leaves something out: further keys of an object, or whatever is in a list.
"""

import json
import re
import subprocess
from typing import Any

LEFT_OUT = "…"
ADDRESS = "http://127.0.0.1:8000"
A_TIME = 1_500_000_000


def blocks(page: str) -> list[list[str]]:
    """The console blocks of a page, each as its lines."""
    return [block.splitlines() for block in re.findall(r"^```console\n(.*?)^```", page, re.DOTALL | re.MULTILINE)]


def commands(block: list[str]) -> list[str]:
    """Without the remarks behind them."""
    return [re.sub(r"\s+# .*$", "", line[2:]) for line in block if line.startswith("$ ")]


def answers(block: list[str]) -> dict[str, str]:
    """By command, for those that have one."""
    text = "\n".join(block)
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).+\n?)+)", text, re.MULTILINE)
    return {re.sub(r"\s+# .*$", "", command): answer for command, answer in found}


def run(lines: list[str], environment: dict[str, str], address: str) -> list[str]:
    """All in one shell, as a person types them; what each printed."""
    mark = "--- next ---"
    script = "".join(f"{line}\necho; echo '{mark}'\n" for line in lines).replace(ADDRESS, address)
    done = subprocess.run(
        ["bash", "-c", script], env=environment, check=False, capture_output=True, text=True, timeout=60
    )
    assert not done.stderr, done.stderr
    return [printed.strip().replace(address, ADDRESS) for printed in done.stdout.split(mark)[:-1]]


def differences(said: str, printed: str) -> list[str]:
    """Where the answer is not as the page says."""
    return list(_differences(_with_gaps(said), json.loads(printed), "answer"))


def _with_gaps(said: str) -> Any:
    whole_list = re.sub(rf"\[{LEFT_OUT}\]", f'["{LEFT_OUT}"]', said)
    return json.loads(re.sub(rf"(?<=[{{,]){LEFT_OUT}(?=[,}}])", f'"{LEFT_OUT}":0', whole_list))


def _differences(said: Any, real: Any, path: str) -> Any:
    if said == [LEFT_OUT] and isinstance(real, list):
        return
    if isinstance(said, dict) and isinstance(real, dict):
        missing = said.keys() - real.keys() - {LEFT_OUT}
        more = real.keys() - said.keys() if LEFT_OUT not in said else set()
        yield from (f"{path}: {key}" for key in sorted(missing | more))
        for key in said.keys() & real.keys():
            yield from _differences(said[key], real[key], f"{path}.{key}")
    elif isinstance(said, list) and isinstance(real, list) and len(said) == len(real):
        for place, (one, other) in enumerate(zip(said, real, strict=True)):
            yield from _differences(one, other, f"{path}.{place}")
    elif said != real and not (_is_time(said) and _is_time(real)):
        yield f"{path}: {said!r} is said, {real!r} is answered"


def _is_time(value: Any) -> bool:
    return isinstance(value, int) and value > A_TIME
