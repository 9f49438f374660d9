"""What entities are called, by language and grammatical case (unconfirmed: the shape in which Kommo shows leads)."""

from voronka.api.amocrm_v4.envelope import Wire

CASES = ("default", "genitive", "dative", "accusative", "instrumental", "prepositional")


def _russian(gender: str, singular: str, plural: str) -> Wire:
    """Both forms in the order of CASES."""
    return {
        "gender": gender,
        "singular_form": dict(zip(CASES, singular.split(), strict=True)),
        "plural_form": dict(zip(CASES, plural.split(), strict=True)),
    }


def _english(singular: str, plural: str) -> Wire:
    return {"gender": "unknown", "singular_form": {"default": singular}, "plural_form": {"default": plural}}


ENTITY_NAMES: Wire = {
    "leads": {
        "ru": _russian(
            "f", "сделка сделки сделке сделку сделкой сделке", "сделки сделок сделкам сделки сделками сделках"
        ),
        "en": _english("lead", "leads"),
    },
    "contacts": {
        "ru": _russian(
            "m",
            "контакт контакта контакту контакт контактом контакте",
            "контакты контактов контактам контакты контактами контактах",
        ),
        "en": _english("contact", "contacts"),
    },
    "companies": {
        "ru": _russian(
            "f",
            "компания компании компании компанию компанией компании",
            "компании компаний компаниям компании компаниями компаниях",
        ),
        "en": _english("company", "companies"),
    },
    "customers": {
        "ru": _russian(
            "m",
            "покупатель покупателя покупателю покупателя покупателем покупателе",
            "покупатели покупателей покупателям покупателей покупателями покупателях",
        ),
        "en": _english("customer", "customers"),
    },
}
