"""Addresses of the office."""

from django.urls import path

from kaitak.service.portals.officer.views import (
    case,
    decisions,
    evisas,
    files,
    findings,
    queue,
    quota,
    requests,
)
from kaitak.service.portals.officer.views.policy import amendments, deciding, figures, writing

app_name = "officer"
urlpatterns = [
    path("", queue.show, name="queue"),
    path("next/", queue.take, name="take_next"),
    path("cases/<uuid:file>/", case.show, name="case"),
    path("cases/<uuid:file>/take/", case.take, name="take"),
    path("cases/<uuid:file>/history/", case.history, name="history"),
    path("cases/<uuid:file>/findings/<uuid:part>/<slug:fact>/", findings.record, name="finding"),
    path("cases/<uuid:file>/ask/", requests.ask, name="ask"),
    path("cases/<uuid:file>/items/<uuid:item>/", requests.settle, name="settle"),
    path("cases/<uuid:file>/recommend/", decisions.propose, name="recommend"),
    path("cases/<uuid:file>/decide/", decisions.conclude, name="decide"),
    path("cases/<uuid:file>/send-back/", decisions.back, name="send_back"),
    path("cases/<uuid:file>/lapse/<uuid:application>/", decisions.end, name="lapse"),
    path("cases/<uuid:file>/place/", decisions.place, name="place"),
    path("cases/<uuid:file>/files/<uuid:upload>/<int:page>.jpg", files.picture, name="picture"),
    path("cases/<uuid:file>/files/<uuid:upload>/original", files.original, name="original"),
    path("cases/<uuid:file>/letters/<uuid:letter>.pdf", files.letter, name="letter"),
    path("evisas/<uuid:evisa>/", evisas.show, name="evisa"),
    path("fees/<uuid:fee>/lapse/", evisas.end, name="lapse_fee"),
    path("quota/", quota.show, name="quota"),
    path("quota/<str:intake>/suspend/", quota.stop, name="suspend"),
    path("quota/<str:intake>/lift/<int:suspension>/", quota.go_on, name="lift"),
    path("quota/<str:intake>/resume/", quota.announce, name="announce"),
    path("policy/", amendments.show_all, name="policy"),
    path("policy/figures/", figures.find, name="find_figure"),
    path("policy/figures/<str:figure>/", figures.change, name="change_figure"),
    path("policy/write/", writing.start, name="write_amendment"),
    path("policy/<uuid:amendment>/", amendments.show, name="amendment"),
    path("policy/<uuid:amendment>/edit/", writing.edit, name="edit_amendment"),
    path("policy/<uuid:amendment>/copy/", writing.copy, name="copy_amendment"),
    path("policy/<uuid:amendment>/propose/", writing.propose, name="propose_amendment"),
    path("policy/<uuid:amendment>/withdraw/", writing.withdraw, name="withdraw_amendment"),
    path("policy/<uuid:amendment>/publish/", deciding.publish, name="publish_amendment"),
    path("policy/<uuid:amendment>/reject/", deciding.reject, name="reject_amendment"),
]
