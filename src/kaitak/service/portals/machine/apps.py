from django.apps import AppConfig


class MachineConfig(AppConfig):
    name = "kaitak.service.portals.machine"
    label = "portal_machine"
