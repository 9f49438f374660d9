import io
from typing import Any

from PIL import Image

from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    terms = uploaded(shop, "Договор.bin", b"x" * 1000, content_type="application/octet-stream")
    second = uploaded(shop, "Договор.bin", b"y" * 900, file_uuid=terms["uuid"])
    sent = {"file_name": "a.txt", "file_size": 2, "created_by": {"id": 0, "type": "internal"}}
    token = token_of(shop.call("files.sessions.open", sent)["upload_url"])
    shop.call("files.sessions.upload_short", session_token=token, sending={"content": b"ab"})

    query = {"with": "deleted", "order[created_at]": "desc", "filter[date][date_preset]": "day"}
    shop.call("files.list", query={**query, "filter[size][from]": 1, "filter[size][unit]": 100, "limit": 1})
    shop.call("files.get", uuid=terms["uuid"])
    shop.call("files.versions", uuid=terms["uuid"])
    shop.call("files.update_one", {"name": "Условия"}, uuid=terms["uuid"])
    shop.call("files.update_one", {"version_uuid": terms["version_uuid"]}, uuid=terms["uuid"])
    shop.call("files.download", **parts(second["_links"]["download"]["href"]))
    shop.call("files.download_version", **parts(second["_links"]["download_version"]["href"]))
    shop.call("files.delete", [{"uuid": terms["uuid"]}])
    shop.call("files.restore", [{"uuid": terms["uuid"]}])

    rose = uploaded(shop, "роза.png", picture(400, 200), with_preview=True)
    shop.call("files.download_preview", **parts(rose["previews"][0]["download_link"]))


def uploaded(shop: Shop, name: str, data: bytes, **session: Any) -> Any:
    opened = shop.call("files.sessions.open", {"file_name": name, "file_size": len(data), **session})
    half, token = len(data) // 2, token_of(opened["upload_url"])
    step = shop.call("files.sessions.upload", session_token=token, sending={"content": data[:half]})
    return shop.call(
        "files.sessions.upload", session_token=token_of(step["next_url"]), sending={"content": data[half:]}
    )


def token_of(url: str) -> str:
    return url.rpartition("/")[2]


def parts(href: str) -> dict[str, Any]:
    account, file, *version, name = href.partition("/download/")[2].replace("/previews", "").split("/")
    found = {"account_uuid": account, "uuid": file, "name": name}
    return found | ({"version_uuid": version[0]} if version else {})


def picture(width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "crimson").save(made, "PNG")
    return made.getvalue()
