"""What was measured as docs/benchmarks.md shows it: a table for each row, by the names of the databases."""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.importing import Imported
from bench.measuring import Result
from bench.starting import Start
from bench.webhooks import Told


def _line(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _head(*names: str) -> Iterator[str]:
    yield _line(*names)
    yield "|" + "---|" * len(names)


def _verdict(bar: object, is_kept: bool) -> str:
    return f"{bar}: {'kept' if is_kept else 'missed'}"


def of_ratios(found: dict[str, Result]) -> Iterator[str]:
    yield from _head("database", "ours", "bare", "ratio", "bar")
    for database, result in found.items():
        times = f"{result.here:.1f} ms", f"{result.there:.1f} ms", f"{result.ratio:.2f}"
        yield _line(database, *times, _verdict(f"{result.bar:g}", not result.is_missed))


def of_growth(found: dict[str, list[Result]]) -> Iterator[str]:
    yield from _head("request", *found)
    for results in zip(*found.values(), strict=True):
        ratios = (f"{result.ratio:.1f}{' missed' if result.is_missed else ''}" for result in results)
        yield _line(results[0].what, *ratios)
    yield ""
    for database, results in found.items():
        usual = median(result.here for result in results)
        late = max(results, key=lambda result: result.here)
        last = max(results, key=lambda result: result.worst)
        yield (
            f"{database}: among a million a request takes {usual:.1f} ms, «{late.what}» {late.here:.1f} ms; "
            f"the slowest answer of all, of «{last.what}», took {last.worst:.0f} ms."
        )


def of_webhooks(found: dict[str, Told]) -> Iterator[str]:
    yield from _head("database", "told after, p50", "p95", "p99", "the last", "bar", "lost through kill -9")
    for database, told in found.items():
        times = (f"{seconds * 1000:.0f} ms" for seconds in (told.p50, told.p95, told.p99, told.last))
        yield _line(database, *times, _verdict("p99 1 s", told.is_kept), f"{told.lost} of {told.answered:,}")


def of_starts(found: dict[str, Start]) -> Iterator[str]:
    yield from _head("database", "first answer", "resident memory", "bars")
    for database, start in found.items():
        bars = f"{_verdict('1 s', start.is_soon)}; {_verdict('150 MB', start.is_small)}"
        yield _line(database, f"{start.seconds:.2f} s", f"{start.megabytes:.0f} MB", bars)


def of_imports(found: Sequence[Imported]) -> Iterator[str]:
    yield from _head("database", "rows", "seconds", "rows a second", "heap at its most", "bar")
    for each in found:
        speed = f"{each.rows:,}", f"{each.seconds:.1f}", f"{each.per_second:,.0f}"
        yield _line(each.database, *speed, f"{each.megabytes} MB", _verdict("3,000", each.is_kept))
