"""Files and their previews, for whoever has the link."""

from voronka.api.downloads import sent
from voronka.api.http import Call, Reply
from voronka.services import downloads
from voronka.services.work import Work


def download(work: Work, call: Call) -> Reply:
    path = call.path
    return sent(call, downloads.contents(work, path["account_uuid"], path["uuid"], path.get("version_uuid")))


def preview(work: Work, call: Call) -> Reply:
    path = call.path
    found = downloads.preview(work, path["account_uuid"], path["uuid"], path["version_uuid"], path["name"])
    return sent(call, found)
