from datetime import date

import pytest

from kaitak.seal import SPECIMEN, Authority, Facts, Holder, Issuer, Kind, Signer, TrustList, new_authority

START = date(2026, 11, 1)


@pytest.fixture(scope="session")
def authority() -> Authority:
    return new_authority(SPECIMEN, number=1, start=START)


@pytest.fixture(scope="session")
def signer(authority: Authority) -> Signer:
    return authority.new_signer(number=2, start=START)


@pytest.fixture(scope="session")
def trust(authority: Authority, signer: Signer) -> TrustList:
    return TrustList.of([authority.certificate], [signer.certificate])


@pytest.fixture(scope="session")
def office() -> Issuer:
    return Issuer(code="HKG", country="HK", office="KT")


@pytest.fixture
def facts() -> Facts:
    return Facts(
        number="EV7K-2M9Q-4XDT",
        kind=Kind.ENTRY,
        holder=Holder.PRINCIPAL,
        scheme="tps",
        surname="Nguyễn",
        given_names="Thị Minh-Khai",
        chinese_name="阮氏明開",
        date_of_birth=date(1990, 5, 1),
        sex="F",
        nationality="VNM",
        travel_document="B1234567",
        issued_on=date(2026, 11, 22),
        use_by=date(2027, 2, 21),
        stay_months=36,
    )
