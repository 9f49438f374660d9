"""The client itself."""

from collections.abc import Mapping
from typing import Any

import httpx2
from typing_extensions import Self
