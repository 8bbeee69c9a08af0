"""Roles, the net under them, and the characters of rare names."""

import io

import pypdfium2
import pytest

import documents
from documents import fonts, typeface
from documents.fonts import Role

RARE = "䶮㛃𬭸喆堃燊玥犇骉淼垚昇翀祎彧珺赟頔韡玙姮瑀镕芃旻昪㸆㻏䜣𠅤𫖯𫍽𬀩𣲘"
UNKNOWN = "\U00013000"


@pytest.fixture
def folder_without_body_face(tmp_path):
    """A font folder as it is where 仿宋 could not be built."""
    for name in ("NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf", "NotoSansSC_700Bold.ttf"):
        (tmp_path / name).symlink_to(fonts.find(name))
    fonts.configure(tmp_path)
    typeface.prepare()
    yield tmp_path
    fonts.configure(None)
    typeface.prepare()


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_the_characters_of_rare_names(role: Role) -> None:
    typeface.prepare()
    for character in RARE:
        assert typeface.has(role, character), character


def test_rare_names_come_out_and_read_back_exactly() -> None:
    data = documents.sample("report_result_notice")
    data["complainant"]["name"] = "龙䶮"
    data["party"]["name"] = "宣城𬭸材有限公司" + RARE
    text = words_of(documents.render("report_result_notice", data).bytes).replace("\r\n", "")
    assert "龙䶮" in text
    for character in "𬭸" + RARE:
        assert character in text, character


def test_a_character_found_nowhere_is_named() -> None:
    data = documents.sample("penalty_decision")
    data["party"]["name"] = f"宣州{UNKNOWN}店"
    with pytest.raises(documents.MissingGlyph, match="U\\+13000") as caught:
        documents.render("penalty_decision", data)
    assert caught.value.character == UNKNOWN
    assert UNKNOWN in str(caught.value)


def test_a_fallback_takes_only_the_character_that_needs_it() -> None:
    typeface.prepare()
    stretches = typeface.runs(Role.BODY, "龙䶮店")
    assert [words for _, words in stretches] == ["龙", "䶮", "店"]
    assert stretches[0][0] == stretches[2][0] != stretches[1][0]


def test_quotation_marks_come_from_the_chinese_face() -> None:
    typeface.prepare()
    assert typeface.glyph(Role.BODY, "“")[0] == typeface.glyph(Role.BODY, "字")[0]
    assert typeface.glyph(Role.BODY, "“")[1] == 1.0


def test_without_a_body_face_papers_are_set_in_song_and_say_so(folder_without_body_face) -> None:
    served = {one.role: one for one in fonts.report()}
    assert served[Role.BODY].substitute
    assert served[Role.BODY].file == "NotoSerifSC_400Regular.ttf"
    assert any("正文仿宋" in note for note in fonts.substitutes())
    rendered = documents.render("penalty_info_summary", documents.sample("penalty_info_summary"))
    keywords = pypdfium2.PdfDocument(io.BytesIO(rendered.bytes)).get_metadata_dict()["Keywords"]
    assert "正文仿宋以NotoSerifSC_400Regular.ttf代替" in keywords


def test_an_empty_folder_stops_with_the_role_that_lacks_a_face(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", ())
    fonts.configure(tmp_path)
    try:
        with pytest.raises(documents.MissingFont):
            documents.render("penalty_info_summary", documents.sample("penalty_info_summary"))
    finally:
        fonts.configure(None)
        typeface.prepare()


def test_the_folder_can_come_from_the_environment(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(fonts.ENVIRONMENT, str(tmp_path))
    assert fonts.folder() == tmp_path


def test_the_report_names_every_role() -> None:
    assert {one.role for one in fonts.report()} == set(Role)
