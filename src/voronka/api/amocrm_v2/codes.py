"""The vendor's numbers of errors, as texts. Where a resource has no number of its own the HTTP status stands.

Never answered are 113 (there is no list of allowed addresses), 401 (no account lives on another server) and 280 (an
element was created, which is no error: its id says so).
"""

from msgspec import Struct

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Problem, Rule
from voronka.domain.kinds import Kind

WRONG_LOGIN = "110"
CAPTCHA = "111"
SWITCHED_OFF = "112"
NO_ACCOUNT = "101"
NOT_JSON = "102"
NO_METHOD = "104"
TYPE_REQUIRED = "221"
OTHER_MODE = "426"
TOO_MANY_LINKED = "330"

LOGIN_TEXTS = {
    WRONG_LOGIN: "Неправильный логин или пароль",
    CAPTCHA: "Слишком много неудачных попыток. Введите код капчи в браузере или подождите минуту",
    SWITCHED_OFF: "Пользователь выключен или не состоит в аккаунте",
    NO_ACCOUNT: "Аккаунт не найден",
}


class Codes(Struct, frozen=True, kw_only=True):
    """`failed`: of any other fault in an item; pairs are those of add and of update. Where `missing` or `bad_field` say
    nothing, `failed` stands for them too. Of what an item stands on: `no_element` it is not there, if its kind has no
    number of its own in `no_element_of`; `bad_element` it is named wrongly or not at all, `no_type` its type is not."""

    empty: str
    empty_list: tuple[str, str]
    method: str
    forbidden: str
    failed: tuple[str, str] = ("400", "400")
    no_field: tuple[str, str] = ("400", "400")
    no_value: str = "400"
    no_id: str = "400"
    no_element: str = "400"
    no_element_of: dict[int, str] = {}
    bad_element: str = "400"
    no_type: str = ""
    missing: str = ""
    bad_field: tuple[str, str] = ("", "")
    not_list: str = "400"
    not_found: str = "404"
    not_deleted: str = "400"


PEOPLE = Codes(
    empty="206",
    empty_list=("201", "208"),
    method="207",
    forbidden="202",
    failed=("205", "212"),
    no_field=("204", "211"),
    bad_field=("203", "210"),
    no_value="238",
    no_id="209",
)
CATALOGS = Codes(
    empty="222",
    empty_list=("283", "283"),
    method="405",
    forbidden="244",
    no_field=("204", "204"),
    no_id="285",
    missing="285",
    bad_field=("203", "203"),
    not_list="284",
    not_found="282",
    not_deleted="281",
)
CUSTOMERS = Codes(empty="103", empty_list=("103", "103"), method="104", forbidden="288")
CODES = {
    "catalog_elements": CATALOGS,
    "catalogs": CATALOGS,
    "contacts": PEOPLE,
    "companies": PEOPLE,
    "company": PEOPLE,  # as the older calls spell it
    "customers": CUSTOMERS,
    "customers_periods": CUSTOMERS,
    "leads": Codes(
        empty="214",
        empty_list=("213", "216"),
        method="215",
        forbidden="244",
        no_field=("240", "240"),
        no_value="238",
        no_id="217",
    ),
    # (unconfirmed) when 233 and 234, «some contacts» and «some leads not found», are told: 226 says it of all kinds
    "notes": Codes(
        empty="222", empty_list=("218", "224"), method="223", forbidden="244", no_element="226", bad_element="232"
    ),
    "tasks": Codes(
        empty="228",
        empty_list=("227", "230"),
        method="229",
        forbidden="244",
        no_element="232",
        no_element_of={Kind.CONTACT: "236", Kind.LEAD: "237"},
        bad_element="232",
        no_type="235",
    ),
    "transactions": CUSTOMERS,
}
CODES["task_types"] = CODES["tasks"]  # their address has that word
OTHERS = Codes(empty="103", empty_list=("103", "103"), method="104", forbidden="244")


def codes_of(noun: str) -> Codes:
    return CODES.get(noun, OTHERS)


def of_fault(codes: Codes, verb: str, problem: Problem, element_type: int | Absent = ABSENT) -> str:
    """The number of the first fault; each has its own code in the list beside it."""
    which = 1 if verb == "update" else 0
    if problem.path == verb:
        return codes.not_list
    inside = problem.path.split(".")[2:]
    if inside[:1] == ["custom_fields"]:
        if inside[-1] == "values" and problem.rule is Rule.MISSING:
            return codes.no_value
        return codes.no_field[which] if inside[-1] == "id" else codes.bad_field[which] or codes.failed[which]
    if inside == ["id"] or (which and inside == ["updated_at"]):
        return codes.no_id
    if problem.rule is Rule.TOO_MANY and problem.path.endswith("_id"):
        return TOO_MANY_LINKED
    if inside == ["catalog_id"] and problem.rule is Rule.UNKNOWN_CHOICE:
        return codes.not_found
    if codes.missing and problem.rule in (Rule.MISSING, Rule.BLANK):
        return codes.missing
    if inside[:1] in (["element_id"], ["element_type"]):
        return _of_element(codes, inside[0], problem.rule, element_type)
    return codes.failed[which]


def _of_element(codes: Codes, name: str, rule: Rule, element_type: int | Absent) -> str:
    if name == "element_id" and rule is Rule.UNKNOWN_CHOICE:
        return codes.no_element_of.get(or_else(element_type, 0), codes.no_element)
    return (codes.no_type if rule is Rule.MISSING else "") or codes.bad_element
