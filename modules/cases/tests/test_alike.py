"""How alike two matters are, and why."""

from modules.cases.alike import LONGEST, alike, pairs

LEAK = "楼上卫生间渗水，我家吊顶起泡发霉，楼上说不是他家的问题"
OTHERS = ("建设路烧烤店音响扰民，家里孩子睡不好", LEAK, "十二名工人三个月工资没有结清，老板说没有拨款", "")


def test_pairs_do_not_cross_signs():
    assert pairs("漏水，A12") == {"漏水", "a1", "12"}
    assert pairs("水") == pairs("") == frozenset()


def test_the_nearest_comes_first_with_the_words_in_common():
    best, *rest = alike("楼上卫生间渗水泡坏了我家吊顶，要求修好", OTHERS, least=0.05)
    assert OTHERS[best.index] == LEAK and 0.2 < best.score < 1
    assert best.shared[0] == "楼上卫生间渗水" and "我家吊顶" in best.shared
    assert all(match.score < best.score for match in rest)


def test_the_same_text_is_wholly_alike_and_a_strange_one_not_at_all():
    assert round(alike(LEAK, OTHERS, least=0.9)[0].score, 6) == 1
    assert alike("公交车不准点", OTHERS, least=0.01) == []
    assert alike("", OTHERS, least=0.0) == alike("水", OTHERS, least=0.0) == []


def test_what_stands_far_down_a_long_text_does_not_count():
    assert pairs("甲" * LONGEST + "乙丙") == {"甲甲"}
