"""Names of bodies that belong to no level of government told before them in a list.

``州林草局，艾比湖湿地保护区管理局``: the office of a reserve is none of the prefecture's bureaus;
nor are branches for a place, committees of zones, houses (公司, 大学) and bodies of the 兵团.

Source: formats A2, A13, A15.
"""

import re

_OWN = (
    re.compile(r"[一-鿿]{2,6}(?:公安|税务|交警|生态环境|自然资源|市场监管)(?:分局|支队|大队)$"),
    re.compile(
        r"[一-鿿]{2,}(?:保护区|风景区|名胜区|旅游区|度假区|景区|国家公园|湿地|林场|灌区|水库|地质公园)"
        r"(?:管理|保护|服务)(?:局|处|中心|站|所)$"
    ),
    re.compile(r"第[一二三四五六七八九十]{1,3}师(?!范)"),
    re.compile(r"管委会|管理委员会|党工委"),
)
_HOUSE = re.compile(r"(?:集团|公司|大学|学院|银行|医院|分行|企业|商会|协会)$")


def is_of_its_own(name: str) -> bool:
    """Whether a name takes no prefix of level from the names before it.

    >>> is_of_its_own("艾比湖湿地自然保护区管理局"), is_of_its_own("第五师双河市水利局")
    (True, True)
    >>> is_of_its_own("水利局"), is_of_its_own("湿地保护中心")
    (False, False)
    """
    return _HOUSE.search(name) is not None or any(form.match(name) for form in _OWN)
