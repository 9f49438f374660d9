"""The button by which a site sends its users to the consent page: `<script class="amocrm_oauth" …>`."""

from voronka.api.amocrm_v4 import scripts
from voronka.api.http import Reply

# as amoCRM's and Kommo's documents load it
PATHS = ("/auth/button.min.js", "/auth/button.js")
TITLES = {
    "ru": "Продолжить с Воронкой",
    "en": "Continue with Voronka",
    "es": "Continuar con Voronka",
    "pt": "Continuar com Voronka",
    "id": "Lanjutkan dengan Voronka",
}


def script() -> Reply:
    return scripts.reply("oauth_button.js", {"titles": TITLES})
