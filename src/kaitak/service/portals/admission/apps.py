from django.apps import AppConfig


class AdmissionConfig(AppConfig):
    name = "kaitak.service.portals.admission"
    label = "portal_admission"
