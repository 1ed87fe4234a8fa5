from django.conf import settings
from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", settings.CACHES["default"]["LOCATION"], database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """The table of the shared cache: rate limits must hold over all processes."""

    dependencies = [("database", "0001_initial")]

    operations = [migrations.RunPython(create_cache_table, migrations.RunPython.noop)]
