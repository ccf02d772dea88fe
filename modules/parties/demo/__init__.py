"""People and organisations of the demo county: who serves, who has a dispute. All invented, all numbers made up."""

from __future__ import annotations

from sqlalchemy.orm import Session

from modules.parties.models import Organisation, Person

#: Who serves as mediator, expert, grid worker, in a team or in a social force: name, division, identity number, phone.
PEOPLE = (
    ("沈和平", "990102", "99010219680512011X", "19900000001"),
    ("钱融融", "990102001", "990102197903040222", "19900000002"),
    ("石可言", "990102100", "990102198307160337", "19900000003"),
    ("常劝和", "990102001001", "990102196509210559", "19900000004"),
    ("溪解忧", "990103", "990102197201080713", "19900000005"),
    ("苏问道", "990102", "990102197011300914", "19900000006"),
    ("温致和", "9901", "990102196602140137", "19900000007"),
    ("步长青", "990102001001", "990102199006060177", "19900000008"),
    ("田野", "990102001002", "990102199208190199", "19900000009"),
    ("林阿土", "990102001", "990102198504250315", "19900000010"),
    ("顾法言", "990102", "990102197802020353", "19900000011"),
    ("秦医正", "9901", "990102196909090373", "19900000012"),
    ("何安居", "990102", "990102198212120420", "19900000013"),
    ("孙立行", "990102001", "990102198209140615", "19900000031"),
    ("钟小满", "990102001", "990102198603220226", "19900000032"),
    ("邵明渠", "990102001", "990102197907110419", "19900000033"),
    ("桥永安", "990102100", "990102198801060630", "19900000034"),
    ("禾青青", "990102100", "990102199005180521", "19900000035"),
    ("汤湾生", "990102002", "990102198308270714", "19900000036"),
    ("卢远帆", "990102", "990102197604300813", "19900000037"),
    ("葛桂枝", "990102001", "99010219600215042X", "19900000038"),
    ("贺归乡", "990102001", "990102199109090934", "19900000039"),
)

#: Whose dispute is mediated, as papers describe them: the same, then address and occupation.
PARTIES = (
    ("王喆堃", "990102001001", "990102197503120477", "19900000021", "枫源县城东街道河西路26号", "个体经营者"),
    ("林秋月", "990102001002", "990102197208060360", "19900010006", "枫源县榕和社区6号楼301室", "教师"),
    ("何建安", "990102001002", "990102198005210212", "19900000022", "枫源县榕和社区6号楼401室", "驾驶员"),
    ("何桂香", "990102100", "990102195902110242", "19900010007", "枫源县石桥镇桥头街31号", "农民"),
    ("许小满", "990102100", "990102198804300222", "19900000023", "枫源县石桥镇桥头街31号", "工人"),
)

#: Name, division, credit code, address, legal representative and post, phone.
ORGANISATIONS = (
    (
        ("枫源县青禾餐饮管理有限公司", "990102001001", "91990102MA0FQQH01U"),
        ("枫源县城东街道河西路18号", "沈青禾", "执行董事", "19900010005"),
    ),
    (
        ("枫源县恒筑建筑劳务有限公司", "990102", "91990102MA0FQHG02N"),
        ("枫源县城东街道为民路66号", "段恒", "总经理", "0990-8103002"),
    ),
    (
        ("榕和生鲜便利店", "990102001002", "91990102MA0FQRH039"),
        ("枫源县榕和社区1号楼底层", "容小蓉", "经营者", "0990-8103003"),
    ),
    (
        ("枫源县安居物业服务有限公司", "990102001001", "91990102MA0FQAJ04M"),
        ("枫源县城东街道建设路12号", "安启程", "总经理", "0990-8103004"),
    ),
    (
        ("枫源县悦动健身有限公司", "990102001001", "91990102MA0FQYD05W"),
        ("枫源县城东街道建设路58号", "乐一鸣", "执行董事", "0990-8103005"),
    ),
    (
        ("枫源县启明电子有限公司", "990102", "91990102MA0FQQM062"),
        ("枫源县城东街道工业路9号", "晏启明", "董事长", "0990-8103006"),
    ),
    (
        ("枫源县佳美家具商行", "990102", "91990102MA0FQJM07R"),
        ("枫源县城东街道东门街77号", "贾美", "经营者", "0990-8103007"),
    ),
    (
        ("海丰建材经营部", "990102", "91990102MA0FQHF08K"),
        ("枫源县城东街道工业路33号", "海丰年", "经营者", "0990-8103008"),
    ),
)


def load(session: Session) -> None:
    """Add everybody; sex and birth date come from the number."""
    for name, code, id_number, phone, *home in (*PEOPLE, *PARTIES):
        person = Person(name=name, division_code=code, id_number=id_number, phone=phone, ethnicity="汉族")
        if home:
            person.address, person.occupation = home
        assert not person.problems(), name
        session.add(person)
    for (name, code, uscc), (address, representative, post, phone) in ORGANISATIONS:
        organisation = Organisation(name=name, division_code=code, uscc=uscc, address=address, phone=phone)
        organisation.legal_representative, organisation.representative_post = representative, post
        assert not organisation.problems(), name
        session.add(organisation)


def person(session: Session, name: str) -> Person:
    """The demo person of that name, for the demos of later modules."""
    return session.query(Person).filter(Person.name == name).order_by(Person.id).first()  # type: ignore[return-value]
