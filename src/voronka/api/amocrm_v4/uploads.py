"""Uploads: a session, then its parts. Each address says at which byte its part begins, so a part that is sent twice
is known, and one that comes out of order is told which is wanted."""

from functools import partial

from voronka.api.amocrm_v4 import files
from voronka.api.amocrm_v4.files import author_from_wire
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Further, Reply
from voronka.contract.amocrm_v4.files import FILE_AT_MOST, PART_AT_MOST
from voronka.domain.errors import NotFound
from voronka.domain.uploads import Session, SessionDraft
from voronka.services import uploads
from voronka.services.uploads import Incoming, Pieces, Whole
from voronka.services.work import Work

DIGITS_AT_MOST = 12


def open_session(work: Work, call: Call) -> Reply:
    body = call.body
    draft = SessionDraft(
        file_name=body.file_name,
        file_size=body.file_size,
        content_type=none(body.content_type),
        file_uuid=none(body.file_uuid),
        with_preview=bool(none(body.with_preview)),
        created_by=author_from_wire(body.created_by),
    )
    session, token = uploads.open(work, draft)
    urls = {"session_id": session.id, "upload_url": _url(call, token)}
    return Reply(body={**urls, "max_file_size": FILE_AT_MOST, "max_part_size": PART_AT_MOST})


def upload(work: Work, call: Call) -> Reply:
    token, position = _taken_apart(call.path["session_token"])
    wanted = uploads.expect(work, token, position, call.body)
    if isinstance(wanted, Session):
        return _goes_on(work, call, token, wanted)
    return Reply(outside=partial(_write, token, wanted))


def _write(token: str, wanted: Incoming) -> Further:
    key = uploads.write(wanted)
    return lambda work, call: _goes_on(work, call, token, uploads.add(work, wanted, key))


def _goes_on(work: Work, call: Call, token: str, session: Session) -> Reply:
    if session.version_id is not None:
        return Reply(body=files.to_wire(uploads.made_of(work, session), work, call))
    if not session.is_whole:
        return Reply(body={"session_id": session.id, "next_url": _url(call, f"{token}-{session.received}")})
    return Reply(outside=partial(_assemble, uploads.pieces(work, token, session)))


def _assemble(pieces: Pieces) -> Further:
    whole = uploads.assemble(pieces)
    return lambda work, call: _finish(work, call, whole)


def _finish(work: Work, call: Call, whole: Whole) -> Reply:
    file = uploads.finish(work, whole)
    return Reply(body=files.to_wire(file, work, call), outside=partial(uploads.tidy, whole))


def _url(call: Call, token: str) -> str:
    return f"{call.origin}/v1.0/sessions/upload/{token}"


def _taken_apart(token: str) -> tuple[str, int]:
    """The first address has no place in it."""
    secret, _, position = token.partition("-")
    if position and not (position.isdecimal() and position.isascii() and len(position) <= DIGITS_AT_MOST):
        raise NotFound("There is no such address of an upload. Use the next_url that was answered.")
    return secret, int(position or 0)
