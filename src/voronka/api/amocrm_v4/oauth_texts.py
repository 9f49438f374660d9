"""What the pages of OAuth say."""
# ruff: noqa: S106 - words about passwords, not passwords

from msgspec import Struct


class Texts(Struct, kw_only=True, frozen=True):
    title: str
    asks: str
    may: str
    goes_on: str
    login: str
    password: str
    allow: str
    deny: str
    wrong_password: str
    too_many: str
    leaving: str
    go_on: str
    makes: str
    only_admin: str
    unknown: str
    unknown_why: str
    wrong_offer: str
    wrong_offer_why: str
    keys_refused: str
    keys_refused_why: str


TEXTS = {
    "ru": Texts(
        title="Доступ для интеграции",
        asks="«{integration}» просит доступ к аккаунту «{account}»",
        may="От вашего имени и с вашими правами интеграция сможет:",
        goes_on="После ответа вы вернётесь на {site}.",
        login="Логин (e-mail)",
        password="Пароль",
        allow="Разрешить",
        deny="Отказать",
        wrong_password="Логин или пароль неверны. Проверьте их и повторите.",
        too_many="Слишком много неверных паролей. Подождите минуту и повторите.",
        leaving="Возвращаемся на сайт интеграции…",
        go_on="Продолжить",
        makes="Будет создана новая интеграция, её ключи получит {site}. Подключить её может администратор.",
        only_admin="Новую интеграцию подключает только администратор. Войдите под его логином.",
        unknown="Такой интеграции нет",
        unknown_why="Ссылка устарела или скопирована не полностью. Начните заново с сайта интеграции.",
        wrong_offer="Кнопка настроена неверно",
        wrong_offer_why="Передайте разработчику сайта: проверьте у кнопки {what}.",
        keys_refused="Сайт не принял ключи интеграции",
        keys_refused_why="Интеграция не создана. Передайте разработчику сайта: адрес для ключей ответил {what}.",
    ),
    "en": Texts(
        title="Access for an integration",
        asks="“{integration}” asks for access to the account “{account}”",
        may="In your name and with your rights the integration will be able to:",
        goes_on="After your answer you will return to {site}.",
        login="Login (e-mail)",
        password="Password",
        allow="Allow",
        deny="Deny",
        wrong_password="Wrong login or password. Check both and try again.",
        too_many="Too many wrong passwords. Wait a minute and try again.",
        leaving="Returning to the integration’s site…",
        go_on="Continue",
        makes="A new integration will be created; {site} gets its keys. An administrator may connect it.",
        only_admin="Only an administrator connects a new integration. Sign in with his login.",
        unknown="There is no such integration",
        unknown_why="The link is out of date or incomplete. Start again from the integration’s own site.",
        wrong_offer="The button is set up wrongly",
        wrong_offer_why="Tell the site’s developer to check these attributes of the button: {what}.",
        keys_refused="The site did not take the integration’s keys",
        keys_refused_why="No integration was created. Tell the site’s developer: the address for keys answered {what}.",
    ),
}

SCOPES = {
    "ru": {
        "crm": "читать и менять данные аккаунта",
        "notifications": "получать уведомления о событиях",
        "files": "читать и загружать файлы",
        "files_delete": "удалять файлы",
        "push_notifications": "отправлять вам уведомления",
    },
    "en": {
        "crm": "read and change the account’s data",
        "notifications": "be told of events",
        "files": "read and upload files",
        "files_delete": "delete files",
        "push_notifications": "send notifications to you",
    },
}
