"""Policies and waivers: what they forbid, what they excuse, and what `check` says of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.diagnostics import ExitCode
from tests.audit.worlds import LISTS, POLICY, WORLD
from tests.conftest import World

PAGES = Path(__file__).parents[2] / "supplychain_cli" / "explain"
CODES = ["R361", "R362", "R363", "R364"]
NOBODY = "0" * 32
LATER = "2027-01-31"


def example(code: str, heading: str) -> str:
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    found = re.search(rf"## {heading}\n\n```yaml\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("code", CODES)
def test_the_tripping_example_trips(world: Callable[..., World], code: str) -> None:
    done = world(example(code, "Trips")).run("check")
    word, ended = ("warning", ExitCode.ANSWERED) if code == "R364" else ("error", ExitCode.INVALID)
    assert done.code == ended, done.out
    assert re.search(rf"^{word}\[{code}\]: .+\n --> records.yml:\d+\n", done.out, re.MULTILINE), done.out
    assert "= help: " in done.out


@pytest.mark.parametrize("code", CODES)
def test_the_passing_example_passes(world: Callable[..., World], code: str) -> None:
    done = world(example(code, "Passes")).run("check")
    assert done.code == ExitCode.ANSWERED, done.out
    assert CODES[0][:3] not in done.out


@pytest.fixture
def firms(world: Callable[..., World]) -> World:
    return world(WORLD)


def policy(firms: World, fingerprint: str = NOBODY, until: str = LATER) -> str:
    file = firms.folder.parent / "policies.yml"
    file.write_text(POLICY.format(fingerprint=fingerprint, until=until), encoding="utf-8")
    return str(file)


def audit(firms: World, file: str, code: int, *words: str) -> dict[str, object]:
    done = firms.run(
        "sanctioned-path",
        "--regime",
        LISTS,
        "--policy",
        file,
        *(words or ("Gamma Chips",)),
        "--format",
        "json",
    )
    assert done.code == code, done.said
    report: dict[str, object] = json.loads(done.out)["result"]
    return report


def rules(report: dict[str, object]) -> dict[str, str]:
    findings = report["findings"]
    assert isinstance(findings, list)
    return {finding["rule"]: finding["fingerprint"] for finding in findings}


def test_a_policy_finds_what_it_forbids_beside_the_rules_of_every_audit(firms: World) -> None:
    report = audit(firms, policy(firms), ExitCode.FINDINGS)
    assert set(rules(report)) == {"chain", "no-chips-to-beta"}
    policies = report["policies"]
    assert isinstance(policies, list)
    assert policies[0]["says"] == "Chips must not reach Beta Radar."
    assert policies[0]["location"].endswith("policies.yml:2")
    assert set(rules(audit(firms, policy(firms), ExitCode.FINDINGS, "Alpha Antennas"))) == {"chain"}


def test_a_waiver_excuses_its_finding_until_its_last_day(firms: World) -> None:
    fingerprint = rules(audit(firms, policy(firms), ExitCode.FINDINGS))["chain"]
    report = audit(firms, policy(firms, fingerprint), ExitCode.FINDINGS)
    assert (report["waived"], report["failing"], report["unused"]) == (1, 1, [])
    today = audit(firms, policy(firms, fingerprint, "2026-11-21"), ExitCode.FINDINGS)
    assert today["waived"] == 1


def test_an_expired_waiver_is_a_finding_and_excuses_nothing(firms: World) -> None:
    fingerprint = rules(audit(firms, policy(firms), ExitCode.FINDINGS))["chain"]
    report = audit(firms, policy(firms, fingerprint, "2026-11-20"), ExitCode.FINDINGS)
    assert set(rules(report)) == {"chain", "no-chips-to-beta", "expired-waiver"}
    assert (report["waived"], report["failing"]) == (0, 3)
    alone = audit(firms, policy(firms, NOBODY, "2020"), ExitCode.FINDINGS, "Theta Foods")
    assert set(rules(alone)) == {"expired-waiver"}


def test_a_waiver_that_was_renewed_holds(firms: World) -> None:
    fingerprint = rules(audit(firms, policy(firms), ExitCode.FINDINGS))["chain"]
    file = Path(policy(firms, fingerprint, "2026-01-01"))
    renewed = f"""      - fingerprint: {fingerprint}
        reason: Looked at again.
        author: B. Example
        until: "2027-06-30"
"""
    file.write_text(file.read_text(encoding="utf-8") + renewed, encoding="utf-8")
    report = audit(firms, str(file), ExitCode.FINDINGS)
    assert set(rules(report)) == {"chain", "no-chips-to-beta"}
    assert (report["waived"], report["expired"]) == (1, [])


def test_an_unused_waiver_is_a_notice(firms: World) -> None:
    file = policy(firms)
    done = firms.run("sanctioned-path", "--regime", LISTS, "--policy", file, "Theta Foods")
    assert done.code == ExitCode.ANSWERED
    assert "excuses nothing that was found" in " ".join(done.out.split())
    assert "N172" in done.out


def test_policies_that_say_from_whom_need_no_further_suppliers(firms: World) -> None:
    file = firms.folder.parent / "policies.yml"
    text = POLICY.format(fingerprint=NOBODY, until=LATER).replace(
        "    to: [ru-beta]\n", "    from: [cn-gamma]\n    to: [listed]\n    regimes: [eu]\n"
    )
    file.write_text(text, encoding="utf-8")
    done = firms.run("sanctioned-path", "--policy", str(file))
    assert done.code == ExitCode.FINDINGS, done.said
    assert "no-chips-to-beta" in done.out
    assert "Chips must not reach Beta Radar." in done.out


@pytest.mark.parametrize(
    "text",
    [
        "policies:\n  - {id: a, says: x, to: [nobody-known]}\n",
        "policies:\n  - {id: a, says: x, too: [ru-beta]}\n",
        "policies:\n  - {id: a, says: x}\n  - {id: a, says: y}\n",
        "policies:\n  - {id: a, says: x, waivers: [{fingerprint: abc, reason: x, author: y, until: 2027}]}\n",
        "entities:\n  - {id: xx-a, kind: company, name: A, sources: [b]}\n",
        "policies: &a [*a]\n",
    ],
)
def test_a_policy_file_with_a_fault_enforces_nothing(firms: World, text: str) -> None:
    file = firms.folder.parent / "bad.yml"
    file.write_text(text, encoding="utf-8")
    done = firms.run("sanctioned-path", "--policy", str(file), "Theta Foods")
    assert (done.code, done.out) == (ExitCode.INVALID, "")
    assert "D124" in done.err
    assert "= help: " in done.err
