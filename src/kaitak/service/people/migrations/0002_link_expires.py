from datetime import timedelta

from django.db import migrations, models


def _keep_older_links_working(apps, schema_editor):  # type: ignore[no-untyped-def]
    """A link sent before links ended works for the fourteen days that its e-mail named."""
    link = apps.get_model("people", "Link")
    for one in link.objects.all():
        one.expires_at = one.issued_at + timedelta(days=14)
        one.save(update_fields=["expires_at"])


class Migration(migrations.Migration):
    """Give a link its last moment."""

    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.AddField("link", "expires_at", models.DateTimeField(null=True)),
        migrations.RunPython(_keep_older_links_working, migrations.RunPython.noop),
        migrations.AlterField("link", "expires_at", models.DateTimeField()),
    ]
