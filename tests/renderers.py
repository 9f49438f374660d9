"""How notices look: as the server has them."""

from voronka.api.amocrm_v4 import trigger_form, webhook_form
from voronka.hooks.settings import Renderers

RENDERERS = Renderers(webhook_form.renderers("", "amocrm.ru"), trigger_form.form)
