"""The agreement of the lease dispute, signed and in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from modules.agreements import services
from modules.agreements.models import Agreement
from modules.cases.demo.acting import acting
from modules.cases.services import sides_of
from modules.mediation.demo import LEASE, mediation_of
from modules.mediation.services import mediators_of


def load(session: Session) -> None:
    """Draft, issue, sign and seal; without the mediation there is nothing to tell."""
    mediation = mediation_of(session, LEASE)
    if mediation is None:
        return
    tenant, landlord = sides_of(mediation.case)
    with acting(session, "mediator_town", "2026-11-20 09:40"):
        agreement = services.draft(
            mediation=mediation,
            facts="双方对解除租赁没有异议，争议为应退数额和时间。铺面停用由房东一方合伙纠纷造成，房东承担主要责任。",
            place="城东街道河西路18号",
        )
        services.add_clause(
            agreement,
            kind="pay",
            text="王喆堃退还剩余租金和押金",
            payer=landlord,
            payee=tenant,
            amount=Decimal("86400.00"),
            manner="transfer",
            bank="枫源县农村信用合作联社城东分社",
            account="99010201200000086",
            instalments=[(date(2026, 12, 10), Decimal("43200.00")), (date(2027, 1, 10), Decimal("43200.00"))],
        )
        services.add_clause(
            agreement,
            kind="act",
            text="枫源县青禾餐饮管理有限公司于2026年11月30日前腾空铺面并交还钥匙",
            payer=tenant,
            payee=landlord,
            due_on=date(2026, 11, 30),
        )
        services.issue(agreement)
        _sign(agreement)


def _sign(agreement: Agreement) -> None:
    for side in sides_of(agreement.case):
        services.sign(agreement, party=side)
    for mediator in mediators_of(agreement.mediation):
        services.sign(agreement, mediator=mediator)
    services.sign(agreement)
