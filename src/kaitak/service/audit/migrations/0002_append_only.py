from django.db import migrations

from kaitak.service.database.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [AppendOnly("audit_record"), AppendOnly("audit_sealed"), AppendOnly("audit_head")]
