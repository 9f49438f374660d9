"""The program as people call it: `voronka …` in a process of its own, on a data directory of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from voronka.cli.common import run_work, settings_of
from voronka.services.work import Work

T = TypeVar("T")

VORONKA = Path(sys.executable).parent / "voronka"
PATIENCE = 60  # seconds; only a broken server needs them


class Installation:
    def __init__(self, data_dir: Path, database_url: str | None = None) -> None:
        self.data_dir = data_dir
        outside = {name: value for name, value in os.environ.items() if not name.startswith("VORONKA_")}
        self.environment = outside | {"VORONKA_DATA_DIR": str(data_dir), "COLUMNS": "200"}
        if database_url:
            self.environment["VORONKA_DATABASE_URL"] = database_url

    def call(self, *arguments: str, patience: int = PATIENCE, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run([VORONKA, *arguments], patience, **environment)

    def run(
        self, command: Sequence[str | Path], patience: int = PATIENCE, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        outside = self.environment | environment
        return subprocess.run(command, env=outside, check=False, capture_output=True, text=True, timeout=patience)

    def do(self, unit: Callable[[Work], T]) -> T:
        """One unit of work in its account, done from here: in a thread of its own, as a browser that another test has
        opened keeps a loop running in this one."""
        settings = settings_of(self.data_dir, self.environment.get("VORONKA_DATABASE_URL"))
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(run_work, settings, None, unit).result()

    @contextmanager
    def serving(self, *arguments: str, **environment: str) -> Iterator["Serving"]:
        """`voronka serve` on a free port until the block ends. The port listens before the address is printed."""
        log = self.data_dir.with_suffix(".log")
        with log.open("a") as errors:
            process = subprocess.Popen(
                [VORONKA, "serve", "--port", "0", *arguments],
                env=self.environment | environment,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        serving = Serving(process, log)
        try:
            serving.read_until_address()
            yield serving
        finally:
            serving.stop()


class Serving:
    """`printed`: what a person saw on the terminal. `log`: the file of log lines."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self.log = log
        self.printed = ""
        self.address = ""

    def read_until_address(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.printed += line
            found = re.search(r"serves (http://\S+)", line)
            if found:
                self.address = found[1]
                return
        raise AssertionError(f"the server did not start: {self.printed}{self.log.read_text()}")

    def shown(self, name: str) -> str:
        """The login, password or token that the first start printed."""
        found = re.search(rf"^\s+{name}\s+(\S+)$", self.printed, re.MULTILINE)
        assert found, self.printed
        return found[1]

    def stop(self) -> int:
        """As Ctrl+C or a service manager does. The exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode

    def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)
