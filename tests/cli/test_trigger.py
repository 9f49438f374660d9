"""An administrator sets what a stage sends where."""

import json
from pathlib import Path

from tests.cli.installation import Installation
from voronka.services import widgets

MANIFEST = {
    "widget": {"code": "sms_shop"},
    "locations": ["digital_pipeline"],
    "dp": {"webhook_url": "https://sms.example/dp"},
}


def test_triggers_are_set_listed_and_deleted(installation: Installation, tmp_path: Path):
    installation.call("account", "create", "romashka")
    installation.do(lambda work: widgets.add(work, MANIFEST))
    installation.do(lambda work: widgets.install(work, "sms_shop", {}, "romashka.example"))
    stage = installation.do(lambda work: work.facts.main_pipeline.first_status)
    (tmp_path / "settings.json").write_text('{"message": "Готово"}', encoding="utf-8")
    on = ("--pipeline", str(stage.pipeline_id), "--status", str(stage.id))

    hook = installation.call("trigger", "add", *on, "--url", "https://shop.example/dp")
    acting = ("--event", "call_in", "--widget", "sms_shop", "--settings", str(tmp_path / "settings.json"), "--json")
    widget = installation.call("trigger", "add", *on, *acting)
    lines = installation.call("trigger", "list").stdout.splitlines()
    listed = json.loads(installation.call("trigger", "list", "--json").stdout)["triggers"]
    mail = installation.call("trigger", "add", *on, "--event", "mail_in", "--url", "https://shop.example/dp")
    deleted = installation.call("trigger", "delete", hook.stdout.strip())
    left = json.loads(installation.call("trigger", "list", "--json").stdout)["triggers"]

    assert lines[0] == f"{hook.stdout.strip()}  status  {stage.pipeline_id}/{stage.id}  hook  https://shop.example/dp"
    assert lines[1].endswith(f"  call_in  {stage.pipeline_id}/{stage.id}  widget sms_shop  https://sms.example/dp")
    assert listed[1] == {
        "id": json.loads(widget.stdout)["id"],
        "pipeline_id": stage.pipeline_id,
        "status_id": stage.id,
        "event": "call_in",
        "destination": "https://sms.example/dp",
        "widget_code": "sms_shop",
        "settings": {"message": "Готово"},
        "created_at": listed[1]["created_at"],
    }
    assert (mail.returncode, mail.stdout) == (1, "")
    assert mail.stderr.startswith("voronka: There are no triggers of mail_in.")
    assert deleted.returncode == 0, deleted.stderr
    assert left == listed[1:]
