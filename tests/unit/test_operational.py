"""What shows in a sentence how people are moved, hidden or found, and what does not."""

from __future__ import annotations

import pytest

from tools.lint.operational import operational_detail

TOWNS = {"Wharfton", "Upper Ford", "Capital"}
MONEY = {"yuan", "$"}

HARMFUL = {
    "Officers sent them back at 9 p.m. {cite:p}`daily2012returned`.": "an hour of the clock",
    "The van left at about 21:30.": "an hour of the clock",
    "They went back over five crossings.": "how many crossings were used",
    "Through two border crossings, a group says.": "how many crossings were used",
    "A woman in her early thirties told them.": "the age of a person in words",
    "He was a man of 24 then.": "the age of a person in words",
    "They hid in No. 3 Middle School.": "a school",
    "她在第三中学读书。": "a school",
    "Her son goes to the No. 3 school.": "a school",
    "He taught at School No. 12.": "a school",
    "The guide Kim Chol-su knows it.": "a guide or a broker by name",
    "Their broker was Abe Cole.": "a guide or a broker by name",
    "He crosses at the bend near Upper Ford.": "a place where a border is crossed",
    "She takes people over, and they cross for 500,000 yuan.": "a sum that was paid",
    "The sale was offered by a channel called North Bank.": "the name of an account",
    "Write to @northbank88 for news.": "the name of an account",
    "In May 2004 seven people were held in Wharfton.": "a town with a date and a group",
    "r1,2004-05,Dozens of women seized near Upper Ford on 5 May": "a town with a date and a group",
    "They were taken from Wharfton by night to Upper Ford.": "a route by its towns",
    "She was sold for 20,000 yuan.": "a sum that was paid",
    "A broker asked $3,000.": "a sum that was paid",
    "Police returned them in three buses.": "the vehicle of a transfer",
}
HARMLESS = [
    "In 2004 people were held in Wharfton.",  # no group
    "Seven people were held in the province in May 2004.",  # no town
    "In May 2004 Capital denied that seven people had been held.",  # its government
    "The fine is 5,000 to 10,000 yuan.",
    "Mean pay was 20,000 yuan a month.",
    "Buses run on Sundays.",
    "A broker was often a relative.",
    "Many guide North Koreans.",
    "In Capital they said that most had crossed for food.",
    "Those who crossed worked for 20 to 30 yuan a day.",
    "A school has 3 classes.",
    "From Wharfton came an answer.",
    "The bridge is one of several.",
    "Use `@article` for news.",
    "It is on page 9 of a school's report of 2012.",
    "See [the rules](#two-crossings) of the law.",
    "Women in their thirties were asked most often.",
    "Cited {cite:p}`wharfton2004may,seven2004people`.",
    "On 5 May 2004 seven people were returned. The paper is printed in Wharfton.",
]


@pytest.mark.parametrize("text", HARMFUL)
def test_operational_detail_is_named_and_not_repeated(text: str) -> None:
    (problem,) = operational_detail("a.md", f"# A page\n\n{text}\n", TOWNS, MONEY)
    assert (problem.path, problem.line) == ("a.md", 3)
    assert f"holds {HARMFUL[text]}:" in problem.message
    assert "Wharfton" not in problem.message


@pytest.mark.parametrize("text", HARMLESS)
def test_a_word_alone_is_no_detail(text: str) -> None:
    assert list(operational_detail("a.md", text, TOWNS, MONEY)) == []


def test_without_lists_there_are_no_towns_and_no_sums() -> None:
    text = "In May 2004 seven people were held in Wharfton and sold for 20 yuan."
    assert list(operational_detail("a.md", text, (), ())) == []
