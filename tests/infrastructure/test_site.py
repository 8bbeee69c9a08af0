"""The site in a process of its own: it starts, dies, comes back and drains."""

import urllib.request

from tests.infrastructure import site
from tests.infrastructure.fixtures import CreateSite


def version(of: site.Site) -> int:
    with urllib.request.urlopen(f"{of.url}/version", timeout=10) as answer:
        return int(answer.status)


def test_the_site_answers(live_server: site.Site) -> None:
    assert version(live_server) == 200


def test_the_site_comes_back_after_a_kill(live_server: site.Site) -> None:
    live_server.kill()
    assert not site.reached(live_server.url)
    live_server.start_again()
    assert version(live_server) == 200


def test_the_site_stops_when_it_is_told(live_server: site.Site) -> None:
    live_server.stop()
    assert live_server.process.returncode == 0


def test_two_sites_stand_apart(create_live_server: CreateSite) -> None:
    first, second = create_live_server(), create_live_server()
    assert first.url != second.url
    assert first.config.database_url != second.config.database_url
