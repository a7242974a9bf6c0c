"""Settings are read whole or refused with one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from roadmap.cli import roadmap
from roadmap.settings import SETTINGS, SettingsError, read_settings, shipped_folder


def test_defaults_serve_this_machine_only() -> None:
    settings = read_settings({})
    assert settings.host == "127.0.0.1"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.data == Path("var").absolute()
    assert settings.database_url is None
    assert not settings.has_sample


def test_an_empty_value_counts_as_not_set() -> None:
    assert read_settings({"ROADMAP_WORKERS": "", "PORT": " "}) == read_settings({})


@pytest.mark.parametrize("typed", ["https://plans.example.org/", "HTTPS://plans.example.org"])
def test_a_public_address_is_used_as_given_and_decides_about_cookies(typed: str) -> None:
    settings = read_settings({"ROADMAP_BASE_URL": typed})
    assert settings.base_url == "https://plans.example.org"
    assert settings.is_https


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ROADMAP_WORKER": "2"}, "ROADMAP_WORKER is not a setting; did you mean ROADMAP_WORKERS?"),
        ({"ROADMAP_COLOUR": "red"}, "ROADMAP_COLOUR is not a setting; `roadmap settings` lists all."),
        ({"PORT": "http"}, "PORT must be a whole number from 1 to 65535, not 'http'"),
        ({"PORT": "65536"}, "PORT must be a whole number from 1 to 65535, not '65536'"),
        ({"PORT": "٨٠"}, "PORT must be a whole number from 1 to 65535, not '٨٠'"),
        ({"ROADMAP_WORKERS": "0"}, "ROADMAP_WORKERS must be a whole number from 1 to 256, not '0'"),
        ({"ROADMAP_SAMPLE": "perhaps"}, "ROADMAP_SAMPLE must be on, off or public, not 'perhaps'"),
        ({"ROADMAP_LOG_LEVEL": "loud"}, "ROADMAP_LOG_LEVEL must be one of debug, info, warning, error, not 'loud'"),
        ({"HOST": "a host"}, "HOST must be an IP address or a host name, not 'a host'"),
        ({"ROADMAP_BASE_URL": "plans.example.org"}, "must look like https://plans.example.org, without a path"),
        ({"ROADMAP_BASE_URL": "https://example.org/plans"}, "without a path"),
        ({"ROADMAP_BASE_URL": "https://example.org:port"}, "without a path"),
        ({"ROADMAP_BASE_URL": "https://me:word@example.org"}, "without a path"),
        ({"ROADMAP_TRUSTED_PROXIES": "10.0.0.1, proxy"}, "'proxy' is neither"),
    ],
)
def test_an_odd_value_is_refused_in_one_line(given: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        read_settings(given)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "given",
    [
        "mysql://me:hunter2@db/plans",
        "postgresql://me:hunter2#@db/plans",
        "postgresql://me:hunter2/@db/plans",
        "postgresql://me:hunter2@[db/plans",
        "postgresql:///plans",
    ],
)
def test_a_refused_secret_is_not_repeated(given: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        read_settings({"DATABASE_URL": given})
    assert "hunter2" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("given", ["postgresql://me:hunter2%23@db/plans", "postgres:///plans?host=/run/postgresql"])
def test_a_database_is_reached_by_name_or_by_its_socket(given: str) -> None:
    assert read_settings({"DATABASE_URL": given}).database_url == given


@pytest.mark.parametrize("reached", [{"HOST": "0.0.0.0"}, {"HOST": "::"}, {"ROADMAP_BASE_URL": "https://example.org"}])
def test_sample_accounts_are_refused_off_this_machine_unless_that_is_said(reached: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="ROADMAP_SAMPLE=on brings accounts with known passwords"):
        read_settings({"ROADMAP_SAMPLE": "on", **reached})
    assert read_settings({"ROADMAP_SAMPLE": "public", **reached}).has_sample
    assert not read_settings({"ROADMAP_SAMPLE": "off", **reached}).has_sample


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_sample_accounts_are_fine_on_this_machine(host: str) -> None:
    assert read_settings({"ROADMAP_SAMPLE": "on", "HOST": host}).has_sample


def test_the_settings_command_lists_every_setting_and_shows_no_secret() -> None:
    secret = {"DATABASE_URL": "postgresql://me:hunter2@db/plans"}
    said = CliRunner().invoke(roadmap, ["settings"], env=secret).output
    assert all(setting.name in said and setting.meaning in said for setting in SETTINGS)
    assert "DATABASE_URL = (set)" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("name", ["templates", "static", "playbooks"])
def test_what_travels_with_the_code_is_found(name: str) -> None:
    assert shipped_folder(name).is_dir()
