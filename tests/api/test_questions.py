import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from django.test import Client

from kaitak import rules
from kaitak.service.applications.policy import current_policy

pytestmark = pytest.mark.django_db
DAY = "2026-03-01"
ENGINEER = {"applicant": {"date_of_birth": "1990-05-01", "nationalities": ["GBR"]}}


@pytest.fixture
def program() -> Client:
    return Client(headers={"accept": "application/json"})


def post(program: Client, address: str, body: Any) -> Any:
    return program.post(f"/api/v1/{address}", json.dumps(body), content_type="application/json")


def test_a_profile_is_assessed_as_the_library_does(program: Client) -> None:
    answer = post(program, f"assess?on={DAY}&scheme=ttps&scheme=gep&lang=zh-Hant", ENGINEER)

    day = date.fromisoformat(DAY)
    said = rules.assess(current_policy(), ENGINEER, day=day, schemes=["ttps", "gep"], lang="zh-Hant")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(said))
    jsonschema.validate(answer.json(), rules.schema(current_policy(), "assessment"))


@pytest.mark.parametrize(
    ("address", "body", "holds"),
    [
        (f"ask?on={DAY}&scheme=ttps", ENGINEER, "questions"),
        ("compare?from=2023-10-01&to=2023-12-01&scheme=ttps", ENGINEER, "person"),
        (f"improve?on={DAY}&route=ttps.a", ENGINEER, "route"),
        (f"timeline?on={DAY}&scheme=ttps&until=2027-03-01", ENGINEER, "routes"),
        (f"derive?on={DAY}", ENGINEER, "graduate_work_months"),
        (
            "fees",
            {"scheme": "ttps", "kind": "entry", "persons": 2, "submitted_at": "2026-03-01T10:00:00+08:00",
             "stay": {"months": 36}},
            "issuance_fee",
        ),
    ],
)  # fmt: skip
def test_each_question_has_its_operation(program: Client, address: str, body: Any, holds: str) -> None:
    answer = post(program, address, body)

    assert answer.status_code == 200, answer.content
    assert holds in answer.json()


def test_documents_say_what_is_asked_and_why(program: Client) -> None:
    answer = post(program, f"documents?scheme=tps&procedure=entry&on={DAY}", {})

    assert {"travel_document", "contract"} <= {one["id"] for one in answer.json()}
    assert all(one["source"] for one in answer.json())


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        (f"schemes?on={DAY}", "schemes"),
        ("changes?scheme=ttps&limit=3", "changes"),
        ("compare?from=2023-10-01&to=2023-12-01", "figures"),
        ("schema/profile", "properties"),
        ("", "operations"),
    ],
)
def test_what_needs_no_person_is_simply_read(program: Client, address: str, holds: str) -> None:
    answer = program.get(f"/api/v1/{address}")

    assert answer.status_code == 200, answer.content
    assert holds in answer.json()


@pytest.mark.parametrize(
    ("address", "body", "status", "code", "says"),
    [
        ("assess", {"applicant": {"date_of_brith": "1990-05-01"}}, 422, "wrong_input", "date_of_birth"),
        ("assess", {"applicant": {"date_of_birth": "tomorrow"}}, 422, "not_a_day", "YYYY-MM-DD"),
        ("assess?scheme=ttpps", {}, 404, "unknown_name", "ttps"),
        ("assess?on=yesterday", {}, 422, "date_from_datetime_parsing", "on"),
        ("assess", [], 422, "dict_type", "dictionary"),
        ("documents?scheme=tps&procedure=entrance", {}, 422, "literal_error", "entry"),
    ],
)
def test_wrong_input_is_told_where_and_what_would_be_right(
    program: Client, address: str, body: Any, status: int, code: str, says: str
) -> None:
    answer = post(program, address, body)

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert says in json.dumps(error)


def test_a_body_that_is_no_json_is_refused_in_the_same_form(program: Client) -> None:
    answer = program.post("/api/v1/assess", "{", content_type="application/json")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]


def test_each_address_may_ask_so_often(program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from kaitak.service.portals.api.interface import api

    monkeypatch.setattr(api.throttle[0], "num_requests", 2)  # type: ignore[index]
    answers = [program.get("/api/v1/schema/fee", REMOTE_ADDR="192.0.2.7").status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_openapi_describes_every_operation_with_the_engines_own_schemas(program: Client) -> None:
    described = program.get("/api/v1/openapi.json").json()

    assert described["openapi"].startswith("3.1")
    profile = described["components"]["schemas"]["Profile"]
    assert "date_of_birth" in json.dumps(profile)
    for methods in described["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert {"200", "404", "422", "429"} <= set(operation["responses"])
