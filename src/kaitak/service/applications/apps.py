from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "kaitak.service.applications"
    label = "applications"

    def ready(self) -> None:
        """Be told of places and of payments."""
        from kaitak.service.applications.fees import PURPOSE
        from kaitak.service.applications.places import Places
        from kaitak.service.applications.purposes import ApplicationFee
        from kaitak.service.payments import purposes
        from kaitak.service.quotas import listeners

        listeners.register(Places())
        purposes.register(PURPOSE, ApplicationFee())
