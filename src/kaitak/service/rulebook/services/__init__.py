"""What can happen to an amendment: saved, proposed, withdrawn by its writer; published or not accepted by another."""

from kaitak.service.rulebook.services.deciding import publish, reject
from kaitak.service.rulebook.services.drafting import Draft, propose, save_draft, withdraw

__all__ = ["Draft", "propose", "publish", "reject", "save_draft", "withdraw"]
