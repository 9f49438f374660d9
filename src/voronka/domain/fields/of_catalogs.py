"""The fields that catalogs of products, invoices and suppliers are made with, under the vendor's codes."""

from msgspec import Struct


class CatalogField(Struct, frozen=True):
    """`options`: code and text of each choice; `is_required`: an element cannot do without it."""

    code: str
    name: str
    type: str = "text"
    options: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    group_id: str | None = None  # catalogs have no groups of the system's


# Types that no source tells are the widest ones, which take whatever a client sends.
PRODUCTS = (
    CatalogField("SKU", "Артикул"),
    CatalogField("QUANTITY", "Количество", "numeric"),
    CatalogField("PRICE", "Цена", "price"),
    CatalogField("SPECIAL_PRICE_1", "Специальная цена", "price"),
    CatalogField("GROUP", "Группа", "category"),
    CatalogField("DESCRIPTION", "Описание", "textarea"),
    CatalogField("EXTERNAL_ID", "Внешний код"),
    CatalogField("UNIT", "Единица измерения"),
)

CREATED, PAID = "created", "paid"
VAT_NOT_INCLUDED = "vat_not_included"

STATUSES = (
    (CREATED, "Создан"),
    (PAID, "Оплачен"),
    ("paid_in_advance", "Оплачен в аванс"),
    ("partially_paid", "Частично оплачен"),
)
# In the vendor's words: the official client's example chooses by them.
VAT_TYPES = (
    ("vat_exempt", "Не облагается НДС"),
    ("vat_included", "НДС входит в стоимость"),
    (VAT_NOT_INCLUDED, "НДС начисляется поверх стоимости"),
)

# Both the older and the newer name of the seller: a client that sends the one that is missing would be refused.
INVOICES = (
    CatalogField("BILL_STATUS", "Статус", "select", STATUSES, is_required=True),
    CatalogField("LEGAL_ENTITY", "Юр. лицо", "legal_entity"),
    CatalogField("SUPPLIER", "Поставщик", "supplier"),
    CatalogField("PAYER", "Плательщик", "payer"),
    CatalogField("ITEMS", "Позиции", "items"),
    CatalogField("BILL_VAT_TYPE", "Учёт НДС", "select", VAT_TYPES),
    CatalogField("BILL_REASON_FOR_NO_VAT", "Основание работы без НДС"),
    CatalogField("BILL_PAYMENT_DATE", "Дата оплаты", "date_time"),
    CatalogField("BILL_COMMENT", "Комментарий"),
    CatalogField("BILL_PRICE", "Сумма", "numeric"),
    CatalogField("INVOICE_HASH_LINK", "Ссылка на счёт", "url"),
)

SUPPLIERS = (
    CatalogField("SUPPLIER_VAT_ID", "ИНН"),
    CatalogField("SUPPLIER_TAX_REGISTRATION_REASON_CODE", "КПП"),
    CatalogField("SUPPLIER_PRIMARY_STATE_REGISTRATION_NUMBER", "ОГРН"),
    CatalogField("SUPPLIER_BANK_IDENTIFICATION_CODE", "БИК"),
    CatalogField("SUPPLIER_ACCOUNT_NUMBER", "Расчётный счёт"),
    CatalogField("SUPPLIER_LEGAL_ADDRESS", "Юридический адрес"),
    CatalogField("SUPPLIER_REAL_ADDRESS", "Фактический адрес"),
    CatalogField("SUPPLIER_DIRECTOR_NAME", "Руководитель"),
    CatalogField("SUPPLIER_DIRECTOR_POST", "Должность руководителя"),
    CatalogField("SUPPLIER_ACCOUNTANT_NAME", "Бухгалтер"),
    CatalogField("SUPPLIER_ACCOUNTANT_POST", "Должность бухгалтера"),
    CatalogField("SUPPLIER_PHONE", "Телефон"),
)

BY_TYPE = {"products": PRODUCTS, "invoices": INVOICES, "suppliers": SUPPLIERS}
