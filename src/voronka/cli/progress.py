"""How far an import is: a bar on a terminal, a line now and then elsewhere, nothing between a program and its JSON."""

import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from voronka.cli.common import note
from voronka.services.importing.telling import TableReport

Show = Callable[[TableReport], None]

PAUSE = 5  # seconds between two plain lines


@contextmanager
def shown(as_json: bool) -> Iterator[Show]:
    if sys.stderr.isatty():
        with _bars() as show:
            yield show
    else:
        yield _silent if as_json else _lines()


def _silent(_report: TableReport) -> None:
    pass


def _lines() -> Show:
    next_at: dict[int, float] = {}

    def show(report: TableReport) -> None:
        now = time.monotonic()
        if now < next_at.setdefault(id(report), now + PAUSE) and not report.finished:
            return
        if next_at[id(report)] != math.inf:
            percent = 100 if report.finished else report.done * 100 // max(report.size, 1)
            note(f"{report.file}: {percent} %, {report.rows} rows")
        next_at[id(report)] = math.inf if report.finished else now + PAUSE

    return show


@contextmanager
def _bars() -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %  {task.fields[rows]} rows"),
        TimeRemainingColumn(),
    )
    tasks: dict[int, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True)) as progress:

        def show(report: TableReport) -> None:
            task = tasks.setdefault(id(report), TaskID(-1))
            if task == -1:
                task = tasks[id(report)] = progress.add_task(report.file, total=report.size, rows=0)
            progress.update(task, completed=report.size if report.finished else report.done, rows=report.rows)

        yield show
