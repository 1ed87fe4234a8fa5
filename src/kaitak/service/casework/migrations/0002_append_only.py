from django.db import migrations

from kaitak.service.database.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [AppendOnly("casework_recommendation"), AppendOnly("casework_sentback"), AppendOnly("casework_decision")]
