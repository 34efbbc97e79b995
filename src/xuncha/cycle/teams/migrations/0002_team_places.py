import django.db.models.deletion
from django.db import migrations, models


def share_places(apps, schema_editor):
    """Appraisals that were begun when places were counted over the whole round: each team gets its
    share; who was graded already keeps his grade, so a team may hold more than it would now."""
    Seat, Places = apps.get_model("teams", "Seat"), apps.get_model("teams", "TeamPlaces")
    Appraisal = apps.get_model("teams", "Appraisal")
    for opened in apps.get_model("teams", "RoundAppraisal").objects.all():
        seats = Seat.objects.filter(
            round_id=opened.round_id, ended_at__isnull=True,
            team__authorisation__state="announced",
        ).select_related("inspector__home")
        teams = {}
        for seat in seats:
            teams.setdefault(seat.team_id, []).append(seat)
        for team, own in teams.items():
            given = Appraisal.objects.filter(
                appraised=opened, seat__team_id=team, grade="excellent"
            ).count()
            seconded = [one.pk for one in own if "巡察" not in _home(one.inspector)]
            most = max(given, len(seconded) * opened.percent // 100)
            Places.objects.create(
                appraised=opened, team_id=team, people=len(own), seconded=seconded, most=most,
                given=given,
            )


def _home(person):
    return person.home.name if person.home else person.home_words


class Migration(migrations.Migration):

    dependencies = [
        ('teams', '0001_teams'),
    ]

    operations = [
        migrations.AddField(
            model_name='roundappraisal',
            name='percent',
            field=models.PositiveSmallIntegerField(default=20, verbose_name='优秀比例（%）'),
        ),
        migrations.CreateModel(
            name='TeamPlaces',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveSmallIntegerField(verbose_name='参加人数')),
                ('seconded', models.JSONField(verbose_name='抽调人员席位')),
                ('most', models.PositiveSmallIntegerField(verbose_name='优秀名额')),
                ('given', models.PositiveSmallIntegerField(default=0, verbose_name='已评优秀')),
                ('appraised', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='teams.roundappraisal', verbose_name='轮次考核')),
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='teams.team', verbose_name='巡察组')),
            ],
            options={
                'verbose_name': '优秀名额',
                'constraints': [models.CheckConstraint(condition=models.Q(('given__lte', models.F('most'))), name='team_places_cap', violation_error_message='评为优秀的人数超过了本组的名额。')],
            },
        ),
        migrations.RunPython(share_places, migrations.RunPython.noop),
    ]
