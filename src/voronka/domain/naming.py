"""The rule of names that stages, tags, catalogs and their like keep."""

from voronka.base.absent import Absent
from voronka.domain.errors import Problems, Rule

NAME_AT_MOST = 255


def checked_name(
    name: str | Absent | None, before: str | None, problems: Problems, item: int, path: str = "name"
) -> str:
    """What is not sent stays as it was; a new thing has no `before` and needs a name."""
    if isinstance(name, Absent):
        if before is None:
            problems.add(item, path, Rule.MISSING)
        return before or ""
    stripped = (name or "").strip()
    if not stripped:
        problems.add(item, path, Rule.BLANK)
    if len(stripped) > NAME_AT_MOST:
        problems.add(item, path, Rule.TOO_LONG, str(NAME_AT_MOST))
    return stripped
