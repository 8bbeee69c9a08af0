"""The browser, and what axe finds in it."""

from playwright.sync_api import Page

from tests.infrastructure import chromium

SOUND = "<!doctype html><html lang=zh-CN><title>页</title><main><h1>页</h1></main></html>"
NAMELESS = SOUND.replace("<h1>页</h1>", "<h1>页</h1><input>")


def test_axe_finds_a_field_without_a_name(page: Page) -> None:
    page.set_content(NAMELESS)
    assert [each.rule for each in chromium.grave_violations(page)] == ["label"]


def test_axe_finds_nothing_on_a_sound_page(page: Page) -> None:
    page.set_content(SOUND)
    assert chromium.grave_violations(page) == []


def test_scripts_can_be_switched_off(create_page) -> None:
    page = create_page(scripts=False, width=390)
    page.set_content("<p>a</p><script>document.body.textContent = 'b'</script>")
    assert page.inner_text("p") == "a"
    assert page.viewport_size == {"width": 390, "height": 900}
