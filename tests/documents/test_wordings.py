"""A wording carries every part it takes in, and is known by its digest."""

import pytest

import documents
from documents import wordings
from documents.errors import PaperError
from documents.story import story


@pytest.mark.parametrize("kind", documents.kinds())
def test_every_kind_has_a_wording_of_the_house_whose_parts_are_there(kind: str) -> None:
    found = wordings.base(kind)
    assert {name for name, _text in found.parts} >= set(wordings.taken(found.text))


def test_parts_of_parts_are_taken_along() -> None:
    found = wordings.whole("{% include '_patent_case.txt' %}")
    wanted = {"_patent_case.txt", *wordings.taken(wordings.part_files()["_patent_case.txt"])}
    assert wanted <= {name for name, _text in found.parts}


def test_the_digest_tells_a_changed_part() -> None:
    found = wordings.base("case_transfer_letter")
    (name, text), *others = found.parts
    changed = wordings.kept(found.text, {name: text + "\n", **dict(others)})
    assert changed.sha256 != found.sha256
    assert wordings.kept(found.text, dict(found.parts)).sha256 == found.sha256


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(PaperError, match="没有这种文书"):
        wordings.base("nothing")


def test_a_paper_is_worded_by_the_text_that_is_handed_over_and_its_own_parts() -> None:
    kind = "case_transfer_letter"
    own = wordings.Wording(
        "title: 移送函\n{% include '_contact.txt' %}\n", (("_contact.txt", "p: 联系{{ agency.name }}\n"),)
    )
    blocks = story(kind, documents.sample(kind), wording=own)
    assert [block.word for block in blocks] == ["title", "p"]
    assert blocks[1].text.startswith("联系")
    assert story(kind, documents.sample(kind)) == story(
        kind, documents.sample(kind), wording=wordings.base(kind)
    )


def test_equal_data_and_wording_give_equal_bytes() -> None:
    kind = "case_transfer_letter"
    other = wordings.whole(wordings.base(kind).text.replace("请予接收", "请接收"))
    data = documents.sample(kind)
    first = documents.render(kind, data).sha256
    assert documents.render(kind, data, wording=wordings.base(kind)).sha256 == first
    assert documents.render(kind, data, wording=other).sha256 != first
    assert (
        documents.render(kind, data, wording=other).sha256
        == documents.render(kind, data, wording=other).sha256
    )


def test_parts_that_are_handed_over_stand_for_those_of_the_house() -> None:
    text = wordings.base("penalty_decision").text
    found = wordings.whole(text, {**wordings.part_files(), "_remedies.txt": "p: 换了\n"})
    assert dict(found.parts)["_remedies.txt"] == "p: 换了\n"
    assert found.sha256 != wordings.base("penalty_decision").sha256
    assert wordings.whole(text) == wordings.base("penalty_decision")


def test_every_shared_part_has_a_name_that_people_read() -> None:
    assert set(wordings.part_titles()) == set(wordings.part_files())
    assert len(set(wordings.part_titles().values())) == len(wordings.part_titles())
