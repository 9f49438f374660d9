"""Attachments: a note that shows a file shows the version that was the active one then, unless it names another."""

from collections.abc import Sequence

from voronka.base.absent import Absent
from voronka.domain.notes import NoteChange
from voronka.services.work import Work
from voronka.store import files

TYPE = "attachment"


def complete(work: Work, drafts: Sequence[NoteChange]) -> None:
    """(unconfirmed) whether the vendor looks for the file: it is left to show what it can, as notes outlive files."""
    unsettled = [
        (draft, draft.params)
        for draft in drafts
        if draft.note_type == TYPE and not isinstance(draft.params, Absent) and not draft.params.get("version_uuid")
    ]
    found = files.get_many(work, sorted({str(params.get("file_uuid")) for _, params in unsettled}))
    for draft, params in unsettled:
        file = found.get(str(params.get("file_uuid")))
        if file is not None:
            draft.params = {**params, "version_uuid": file.version_uuid}
