from django.db import migrations

from kaitak.service.database.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]

    operations = [AppendOnly("applications_signature"), AppendOnly("applications_signaturevoid")]
