"""A form body of API v2 as PHP clients send it: 950 pairs into the operation's own type, in the processor's time."""

import time
from statistics import median

from voronka.api.amocrm_v2 import facade
from voronka.api.http import Call
from voronka.contract.amocrm_v2 import OPERATIONS

PAIRS = 950
ROUNDS = 200
MILLISECONDS_AT_MOST = 15

HEAD = ("name=Иванова Мария", "responsible_user_id=504141", "created_at=1509051600", "tags=клиент,vip", "request_id=7")
VALUES = (("89999517535", "WORK"), ("89991237895", "MOB"), ("maria@romashka.example", "WORK"), ("Директор", ""))


def measure() -> None:
    operation = next(each for each in OPERATIONS if each.name == "v2.contacts.set")
    call, raw = Call(operation=operation, path={}), body().encode()
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        facade.read(call, raw)
        taken.append((time.process_time() - began) * 1000)
    verdict = "ok" if median(taken) < MILLISECONDS_AT_MOST else f"MISSED, bar {MILLISECONDS_AT_MOST} ms"
    print(f"  form of {PAIRS} pairs {median(taken):.1f} ms, the worst {max(taken):.1f} ms  {verdict}", flush=True)


def body() -> str:
    """As many contacts with their fields as make so many pairs, and a bare one for the rest."""
    pairs: list[str] = []
    place = 0
    while len(whole := _contact(place)) <= PAIRS - len(pairs):
        pairs += whole
        place += 1
    rest = [f"add[{place}][{head.replace('=', ']=')}" for head in HEAD]
    pairs += [*rest, "update=", "lang=ru"][: PAIRS - len(pairs)]
    assert len(pairs) == PAIRS
    return "&".join(pairs)


def _contact(place: int) -> list[str]:
    pairs = [f"add[{place}][{head.replace('=', ']=')}" for head in HEAD]
    for number, (value, enum) in enumerate(VALUES):
        field = f"add[{place}][custom_fields][{number}]"
        pairs += [f"{field}[id]={4396817 + number}", f"{field}[values][0][value]={value}"]
        pairs += [f"{field}[values][0][enum]={enum}"] if enum else []
    return pairs
