from django.apps import AppConfig


class ApplicantConfig(AppConfig):
    name = "kaitak.service.portals.applicant"
    label = "portal_applicant"
