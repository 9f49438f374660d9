"""Plain text, and text with a kind: phones, e-mails, parts of an address."""

from typing import Any

from voronka.base.folding import digits, fold, looks_like_phone, phone_key
from voronka.domain.errors import Rule
from voronka.domain.fields.choices import find_option
from voronka.domain.fields.definition import Field
from voronka.domain.fields.shapes import NOTHING, IndexRow, Reader, Shape, Spot, is_empty, text_rows
from voronka.domain.fields.writes import ValueWrite


class Text(Shape):
    def __init__(self, most: int) -> None:
        self.most = most

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        return take_text(write.value, self.most, spot)


class Labelled(Shape):
    """[text, option id]. Without a kind the text gets the first one: WORK for phones and e-mails."""

    def __init__(self, most: int, *, one_per_option: bool = False) -> None:
        self.most = most
        self.one_per_option = one_per_option

    def take(self, field: Field, write: ValueWrite, spot: Spot) -> Any:
        text = take_text(write.value, self.most, spot)
        if write.enum_id is None and is_empty(write.enum_code):
            option = field.enums[0] if field.enums else None
        else:
            option = find_option(field, write, spot)
        return NOTHING if text is NOTHING or option is None else [text, option.id]

    def settle(self, values: list[Any]) -> list[Any]:
        if not self.one_per_option:
            return values
        return list({option_id: [text, option_id] for text, option_id in values}.values())

    def reader(self, field: Field) -> Reader:
        labels = {option.id: {"enum_id": option.id, "enum_code": option.code} for option in field.enums}
        # A phone outlives its kind: when the option is gone, the text shows with the first one.
        first = next(iter(labels.values()), {"enum_id": None, "enum_code": None})

        def read(values: list[Any]) -> list[Any]:
            return [{"value": text, **labels.get(id, first)} for text, id in values]

        return read

    def index(self, field: Field, value: Any) -> list[IndexRow]:
        return text_rows(value[0]) + [(key, None) for key in phone_keys(value[0])]

    def searched(self, field: Field, value: Any) -> list[str]:
        folded = fold(value[0])
        return [folded, digits(folded)] if looks_like_phone(folded) else [folded]

    def sought(self, field: Field, raw: str, spot: Spot) -> list[str] | list[float]:
        return phone_keys(raw) or super().sought(field, raw, spot)

    def text(self, field: Field, value: Any) -> str:
        return value[0]

    def option_id(self, value: Any) -> int | None:
        return value[1]

    def told(self, field: Field, value: Any) -> Any:
        return {"value": value[0], "enum": value[1]}


def take_text(value: Any, most: int, spot: Spot, key: str = "value") -> Any:
    if is_empty(value):
        return NOTHING
    if not isinstance(value, str):
        return spot.refuse(key, Rule.WRONG_TYPE, "string")
    if len(value) > most:
        return spot.refuse(key, Rule.TOO_LONG, str(most))
    # PostgreSQL stores no NUL and no lone surrogate, and neither means anything in a text.
    return value.replace("\x00", "").encode("utf-8", "ignore").decode() or NOTHING


def phone_keys(text: str) -> list[str]:
    return [phone_key(text)] if looks_like_phone(text) else []
