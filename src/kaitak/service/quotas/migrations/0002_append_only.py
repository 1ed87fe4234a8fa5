from django.db import migrations

from kaitak.service.database.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("quotas", "0001_initial")]

    operations = [AppendOnly("quotas_entry"), AppendOnly("quotas_head")]
