"""All log lines of the process in one form: for people on a terminal, JSON for machines. Secrets are blacked out."""

import logging
import re
import sys

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from voronka.server.settings import Settings

_SECRET = re.compile(r"token|secret|password|authorization|api_key|cookie|^code$", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(://[^:/@\s]+:)[^@\s]+@|(Bearer )\S+")


def set_up_logs(settings: Settings) -> None:
    """Ours and those of the libraries (logging) go the same way, to stderr."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper("iso", utc=True),
        without_secrets,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_last(settings)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for talkative in ("httpx2", "httpcore2", "alembic", "uvicorn", "asyncio"):
        logging.getLogger(talkative).setLevel(max(logging.WARNING, root.level))


def without_secrets(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    for name, value in line.items():
        if _SECRET.search(name):
            line[name] = "…"
        elif isinstance(value, str):
            line[name] = _CREDENTIALS.sub(lambda found: f"{found[1] or found[2]}…{'@' if found[1] else ''}", value)
    return line


def _last(settings: Settings) -> list[Processor]:
    for_people = settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty())
    if for_people:
        # a traceback with local variables would show passwords and tokens
        plain = structlog.dev.plain_traceback
        shown: list[Processor] = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    else:
        shown = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shown]
