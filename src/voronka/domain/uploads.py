"""An upload: opened with a name and a size, then fed part by part until it is whole."""

from msgspec import Struct

from voronka.base.absent import Absent
from voronka.domain import file_names
from voronka.domain.errors import Conflict, Problems, Refused, Rule
from voronka.domain.files import Author

LIVES = 86_400
UNDER_WAY_AT_MOST = 100  # of one user
ANNOUNCED_AT_MOST = 10 * 1024**3  # bytes of all that he has under way
PARTS_AT_MOST = 5000  # enough for the largest file in parts an eighth of what they may be


class SessionDraft(Struct, kw_only=True, frozen=True):
    file_name: str
    file_size: int
    content_type: str | None
    file_uuid: str | None
    with_preview: bool
    created_by: Author | Absent


class Session(Struct, kw_only=True, frozen=True):
    """`token` is a fingerprint. `received`: bytes so far. `version_id`: what has become of it, once it is whole.
    `opened_by`: who really did, whomever the file is to name."""

    id: int
    token: str
    file_name: str
    file_size: int
    content_type: str | None
    file_id: int | None
    with_preview: bool
    created_by: int
    created_by_type: str
    received: int
    parts: int
    version_id: int | None
    opened_by: int
    created_at: int
    expires_at: int

    @property
    def is_whole(self) -> bool:
        return self.received == self.file_size


class Part(Struct, kw_only=True, frozen=True):
    """`position`: of its first byte in the file. `key`: what it is called on the disk."""

    position: int
    size: int
    digest: str
    key: str


def check_name_and_type(draft: SessionDraft, problems: Problems) -> None:
    file_names.check(file_names.cleaned(draft.file_name), "file_name", problems)
    if draft.content_type and not file_names.is_mime_type(file_names.plain_type(draft.content_type)):
        problems.add(0, "content_type", Rule.FORMAT, "a type such as application/pdf")


def check_room(under_way: int, announced: int, size: int) -> None:
    """What is begun and left takes room on the disk for a day. Two who ask at once may both have the last place."""
    advice = "Finish one, or wait: an upload that nobody goes on with is gone 24 hours after it began."
    if under_way >= UNDER_WAY_AT_MOST:
        raise Conflict(f"A user has at most {UNDER_WAY_AT_MOST} uploads under way. {advice}")
    if announced + size > ANNOUNCED_AT_MOST:
        raise Conflict(f"The uploads that a user has under way have at most {ANNOUNCED_AT_MOST} bytes. {advice}")


def check_next(session: Session, position: int, size: int) -> None:
    """A part that is none of those received must be the next one, and fit."""
    if position != session.received:
        raise Conflict(f"The part that begins at byte {session.received} is wanted, not the one at {position}.")
    if not size:
        raise Refused("The part is empty: send the bytes of the file as the body.")
    if position + size > session.file_size:
        raise Conflict(
            f"The file was announced with {session.file_size} bytes, with this part it would have {position + size}."
            " Send the rest alone, or open another session."
        )
    if session.parts >= PARTS_AT_MOST:
        raise Conflict(f"A file comes in at most {PARTS_AT_MOST} parts. Open another session and send larger ones.")
