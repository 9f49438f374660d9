"""Fields and groups that every new account has, under the codes that clients know."""

from msgspec import Struct

from voronka.domain.fields.definition import Enum
from voronka.domain.kinds import Kind

DEFAULT_GROUP = "default"
STATISTIC_GROUP = "statistic"

# The parts have the same numbers in every account: v2 calls them subtypes 1 to 6.
ADDRESS_PARTS = tuple(
    Enum(id=number, value=part, sort=number, code=part)
    for number, part in enumerate(("address_line_1", "address_line_2", "city", "state", "zip", "country"), 1)
)

PHONES = ("WORK", "WORKDD", "MOB", "FAX", "HOME", "OTHER")
EMAILS = ("WORK", "PRIV", "OTHER")
MESSENGERS = ("SKYPE", "ICQ", "JABBER", "GTALK", "MSN", "OTHER")


class Predefined(Struct, frozen=True):
    kind: Kind
    code: str
    name: str
    type: str
    kinds_of_text: tuple[str, ...] = ()
    group_id: str | None = None
    is_required: bool = False


def _tracking(code: str) -> Predefined:
    return Predefined(Kind.LEAD, code, code.lower(), "tracking_data", group_id=STATISTIC_GROUP)


# (unconfirmed) New accounts of the vendor lack some that old ones have. A client that writes one by its code is refused
# where it is missing; one that stays empty is in nobody's way.
FIELDS = (
    Predefined(Kind.CONTACT, "POSITION", "Должность", "text"),
    Predefined(Kind.CONTACT, "PHONE", "Телефон", "multitext", PHONES),
    Predefined(Kind.CONTACT, "EMAIL", "Email", "multitext", EMAILS),
    Predefined(Kind.CONTACT, "IM", "Мгн. сообщения", "multitext", MESSENGERS),
    Predefined(Kind.COMPANY, "PHONE", "Телефон", "multitext", PHONES),
    Predefined(Kind.COMPANY, "EMAIL", "Email", "multitext", EMAILS),
    Predefined(Kind.COMPANY, "WEB", "Web", "url"),
    Predefined(Kind.COMPANY, "ADDRESS", "Адрес", "textarea"),
    _tracking("UTM_CONTENT"),
    _tracking("UTM_MEDIUM"),
    _tracking("UTM_CAMPAIGN"),
    _tracking("UTM_SOURCE"),
    _tracking("UTM_TERM"),
    _tracking("UTM_REFERRER"),
    _tracking("ROISTAT"),
    _tracking("REFERRER"),
    _tracking("OPENSTAT_SERVICE"),
    _tracking("OPENSTAT_CAMPAIGN"),
    _tracking("OPENSTAT_AD"),
    _tracking("OPENSTAT_SOURCE"),
    _tracking("FROM"),
    _tracking("GCLIENTID"),
    _tracking("_YM_UID"),
    _tracking("_YM_COUNTER"),
    _tracking("GCLID"),
    _tracking("YCLID"),
    _tracking("FBCLID"),
)


class PredefinedGroup(Struct, frozen=True):
    kind: Kind
    id: str
    name: str


GROUPS = (
    PredefinedGroup(Kind.LEAD, DEFAULT_GROUP, "Основное"),
    PredefinedGroup(Kind.LEAD, STATISTIC_GROUP, "Статистика"),
    PredefinedGroup(Kind.CONTACT, DEFAULT_GROUP, "Основное"),
    PredefinedGroup(Kind.COMPANY, DEFAULT_GROUP, "Основное"),
    PredefinedGroup(Kind.CUSTOMER, DEFAULT_GROUP, "Основное"),
)
