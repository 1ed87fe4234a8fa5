"""A made-up family and its made-up employer, as answers keyed by the policy's facts."""

from typing import Any

PAPERS = {
    "travel_document_kind": "passport",
    "passport": "VNM",
    "travel_document_issued": "2023-01-10",
    "travel_document_expires": "2033-01-09",
    "valid_travel_document": True,
    "in_hong_kong_now": False,
    "hk_identity_card_held": False,
    "right_of_abode": False,
    "criminal_record": False,
    "serious_crime_record": False,
    "adverse_immigration_record": False,
    "place_of_birth": "VNM",
    "nationalities": ["VNM"],
    "mainland_resident": False,
    "residence_place": "VNM",
    "residence_since": "2000",
    "macao_former_mainland": False,
    "macao_one_way_permit": False,
}
APPLICANT: dict[str, Any] = {
    **PAPERS,
    "offer_confirmed": True,
    "trade": "lift_escalator",
    "family_name": "Nguyễn",
    "given_names": "Minh Anh",
    "chinese_name": "阮明英",
    "date_of_birth": "1996-02-29",
    "sex": "female",
    "travel_document_number": "C1234567",
    "email": "applicant@example.org",
    "phone": "+84 28 3822 4086",
    "address": "12 Harbour Street, Ho Chi Minh City",
    "letters_language": "en",
    "marital_status": "married",
    "can_support_household": True,
    "registration_held": False,
    "employer_name": "Harbour Lifts Limited",
    "employer_contact": "The personnel officer",
    "employer_email": "company@example.com",
}
RECORDS = {
    "education": [
        {
            "institution": "City Vocational College",
            "subject": "Lift engineering",
            "level": "higher_diploma",
            "place": "VNM",
            "graduated": "2017",
            "mode": "full_time",
            "awarded_through": "main",
        }
    ],
    "work": [
        {
            "from": "2017-07",
            "until": "2026-06",
            "employer": "River Lifts",
            "post": "Technician",
            "full_time": True,
            "relevant_to_trade": True,
            "place": "VNM",
        }
    ],
}
SPOUSE: dict[str, Any] = {
    **PAPERS,
    "dependant_kind": "spouse",
    "relationship": "married",
    "relationship_recognised": True,
    "family_name": "Trần",
    "given_names": "Văn Long",
    "date_of_birth": "1994-08-12",
    "sex": "male",
    "travel_document_number": "C7654321",
}
CHILD: dict[str, Any] = {
    **PAPERS,
    "dependant_kind": "child",
    "unmarried": True,
    "family_name": "Trần",
    "given_names": "Bảo",
    "date_of_birth": "2011-03-01",
    "sex": "unspecified",
    "travel_document_number": "C1112223",
}
COMPANY: dict[str, Any] = {
    "company_name": "Harbour Lifts Limited",
    "company_chinese_name": "海港升降機有限公司",
    "business_registration_number": "12345678-000",
    "company_address": "1 Harbour Road, Wan Chai",
    "company_business": "Installing and maintaining lifts and escalators",
    "company_staff": "140",
    "authorised_person": "The personnel officer",
    "authorised_position": "Personnel officer",
    "company_email": "company@example.com",
    "company_phone": "+852 2345 6789",
    "occupation": "Lift technician",
    "scope_of_work": "Maintenance of lifts in public housing",
    "workplace": "Hong Kong Island",
    "offer_full_time": True,
    "contract_from": "2027-03-01",
    "contract_months": "36",
    "monthly_pay": "26000",
    "benefits": "Medical insurance",
    "market_pay": True,
    "employer_listed": False,
    "recent_permit": True,
    "set_up_recently": False,
}
SLOTS = {
    "applicant": ("travel_document", "photograph", "qualifications"),
    "dependant": ("dependant_travel_document", "dependant_photograph", "relationship"),
    "company": ("contract", "trade_proof", "company_chop"),
}
