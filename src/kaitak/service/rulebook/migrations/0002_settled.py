
from django.db import migrations

from kaitak.service.database.operations import Refuse

FROZEN = (
    "OLD.content <> NEW.content OR OLD.digest <> NEW.digest OR OLD.title <> NEW.title"
    " OR OLD.reason <> NEW.reason OR OLD.drafted_by <> NEW.drafted_by OR OLD.proposed_by <> NEW.proposed_by"
)


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]

    operations = [
        Refuse(
            "rulebook_amendment",
            update=(
                "OLD.state IN ('published', 'rejected', 'withdrawn')"
                f" OR (OLD.state = 'proposed' AND ({FROZEN}))"
            ),
            delete="OLD.state <> 'draft'",
        )
    ]
