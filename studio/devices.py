"""Where a run may compute: what the pickers offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

KEY, AUTO = "execution.device", "auto"


def device_choices(machine: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Value and name of each device found, before them the choice to leave it to the machine."""
    found = [str(device) for device in machine.get("devices", ["cpu"])]
    automatic = QCoreApplication.translate("devices", "Automatic")
    return [(AUTO, automatic), *((device, device) for device in found)]
