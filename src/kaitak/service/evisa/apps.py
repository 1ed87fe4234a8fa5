from django.apps import AppConfig


class EvisaConfig(AppConfig):
    name = "kaitak.service.evisa"
    label = "evisa"

    def ready(self) -> None:
        """Answer for issuance fees, and follow decisions."""
        from kaitak.service.casework import outcomes
        from kaitak.service.evisa.services import Approving, IssuanceFees
        from kaitak.service.payments import purposes

        outcomes.register(Approving())
        purposes.register("issuance_fee", IssuanceFees())
