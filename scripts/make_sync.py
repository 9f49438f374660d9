"""Makes src/voronka/client/_sync from _async: the same code without the words that make it wait.

    python scripts/make_sync.py           write it
    python scripts/make_sync.py --check   exit 1 if it differs from what would be written

Words are replaced in comments and docstrings, too, so examples stay true.
"""

import re
import sys
from pathlib import Path

CLIENT = Path(__file__).resolve().parent.parent / "src" / "voronka" / "client"
MARK = "# Made from _async by scripts/make_sync.py. Change it there.\n"

# Names: AsyncThing → Thing, async_thing → thing. One name stands for itself: the client is Amo or AmoSync.
WORDS = [
    (r"\basync (def|for|with)\b", r"\1"),
    (r"\bawait ", ""),
    (r"\b__a(iter|next|enter|exit)__", r"__\1__"),
    (r"\baclose\b", "close"),
    (r"\ba(read|iter_bytes)\b", r"\1"),
    (r"\b_async\b", "_sync"),
    (r"\bAwaitable\[(\w+)\]", r"\1"),
    (r", Awaitable\b|\bAwaitable, ", ""),
    (r"\bAsync([A-Z])", r"\1"),
    (r"\basync_(\w)", r"\1"),
    (r"\bAmo\b", "AmoSync"),
    (r"`async (with|for)`", r"`\1`"),
]
PACKAGE = '"""The client for plain synchronous code, threads included. Made from `_async` by scripts/make_sync.py."""\n'


def main() -> int:
    wanted = {path.name: to_sync(path.read_text()) for path in sorted((CLIENT / "_async").glob("*.py"))}
    wanted["__init__.py"] = PACKAGE
    if "--check" in sys.argv[1:]:
        return check(wanted)
    for path in (CLIENT / "_sync").glob("*.py"):
        path.unlink()
    (CLIENT / "_sync").mkdir(exist_ok=True)
    for name, text in wanted.items():
        (CLIENT / "_sync" / name).write_text(text)
    return 0


def to_sync(text: str) -> str:
    for word, other in WORDS:
        text = re.sub(word, other, text)
    return MARK + text


def check(wanted: dict[str, str]) -> int:
    there = {path.name: path.read_text() for path in (CLIENT / "_sync").glob("*.py")}
    stale = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
    if stale:
        print(f"_sync differs from _async in {', '.join(stale)}: run python scripts/make_sync.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
