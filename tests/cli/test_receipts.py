from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from supplychain_cli.audit.receipt import read_receipt as read
from supplychain_cli.audit.receipt import receipt_text
from tests.conftest import TODAY, Result, World, inside, run, spawn
from tests.edits import BEFORE, edited

SUPPLIERS = "name,country\nBeta,HK\nOmega,RU\n"
LATER = {"SOURCE_DATE_EPOCH": str(TODAY + 86400)}


@pytest.fixture
def kept(world: Callable[..., World], tmp_path: Path) -> Path:
    """Give a receipt of an audit of two suppliers, which found two chains, beside its suppliers file."""
    (tmp_path / "suppliers.csv").write_text(SUPPLIERS, encoding="utf-8")
    done = audit(world(BEFORE), tmp_path, "--suppliers", "suppliers.csv")
    assert done.code == 1, done.said
    return tmp_path / "kept.json"


def audit(world: World, folder: Path, *words: str) -> Result:
    with inside(folder):
        return world.run("sanctioned-path", "--regime", "us", *words, "--receipt", "kept.json")


def plain(file: Path) -> dict[str, object]:
    parsed: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return parsed


def forge(file: Path, **parts: object) -> None:
    """Write a receipt anew with other parts, under a seal that fits."""
    receipt = read(file.read_bytes(), "")
    changed = {name: {**getattr(receipt, name), **part} for name, part in parts.items()}  # type: ignore[dict-item]
    forged = type(receipt)(**{name: changed.get(name, getattr(receipt, name)) for name in receipt.__slots__})
    file.write_text(receipt_text(forged), encoding="utf-8")


def test_a_receipt_says_what_was_asked_of_which_data_and_what_was_answered(kept: Path) -> None:
    held = plain(kept)
    assert list(held) == ["schema", "asked", "data", "rules", "tool", "answered", "sha256"]
    asked, data, answered = held["asked"], held["data"], held["answered"]
    assert isinstance(asked, dict)
    assert isinstance(data, dict)
    assert isinstance(answered, dict)
    assert asked["suppliers"]["file"] == "suppliers.csv"
    assert len(asked["suppliers"]["sha256"]) == 64
    assert asked["today"] == "2026-11-21"
    assert data["lists"] == [{"authority": "us-ofac", "listings": 1, "date": "2024-05-01"}]
    assert answered["exit_code"] == 1
    assert [item["supplier"]["name"] for item in answered["findings"]].count("Beta") == 1


def test_run_again_on_another_day_it_says_the_same(kept: Path) -> None:
    done = run("verify", str(kept), records=kept.parent / "records", env=LATER)
    assert done.code == 0
    assert "The same was asked, of the same records, and the same was answered." in done.out


def test_other_records_with_the_same_answer(kept: Path, world: Callable[..., World]) -> None:
    done = world(edited(("paraphrase: Listed.", "paraphrase: It is listed."))).run("verify", str(kept))
    assert done.code == 0
    assert "The same was answered, although the records are not the same." in done.out


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("share: 30", "share: 50"), "New findings"),
        (("locator: p. 2, credibility: 2", "locator: p. 2, credibility: 4"), "level: low (was high)"),
        (
            ("    measure: blocking\n    from: 2022-02-24", "    measure: other\n    from: 2022-02-24"),
            "are gone",
        ),
    ],
)
def test_other_records_with_another_answer(
    kept: Path, world: Callable[..., World], edit: tuple[str, str], said: str
) -> None:
    done = world(edited(edit)).run("verify", str(kept))
    assert done.code == 1
    assert said in done.out


def test_a_receipt_that_was_edited(kept: Path) -> None:
    kept.write_text(
        kept.read_text(encoding="utf-8").replace('"level": "high"', '"level": "low"'), encoding="utf-8"
    )
    done = run("verify", str(kept), records=kept.parent / "records")
    assert (done.code, done.out) == (3, "")
    assert "[D163]" in done.err


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "\x00", '{"schema": "supplychain.receipt/x"}', "[" * 100_000]
)
def test_what_is_no_receipt(tmp_path: Path, text: str) -> None:
    file = tmp_path / "file.json"
    file.write_text(text, encoding="utf-8")
    done = run("verify", str(file))
    assert (done.code, "[D162]" in done.err) == (3, True)
    assert run("verify", str(tmp_path / "nowhere.json")).code == 3


def test_a_receipt_under_a_good_seal_that_lacks_what_is_read(kept: Path) -> None:
    forge(kept, asked={"policies": 3})
    assert "[D162]" in run("verify", str(kept), records=kept.parent / "records").err
    forge(kept, answered={"findings": [{}]})
    assert "[D163]" in run("verify", str(kept), records=kept.parent / "records").err


def test_a_receipt_of_a_newer_program(kept: Path) -> None:
    kept.write_text(kept.read_text(encoding="utf-8").replace("receipt/1", "receipt/2"), encoding="utf-8")
    done = run("verify", str(kept), records=kept.parent / "records")
    assert (done.code, "[D164]" in done.err) == (4, True)


def test_a_suppliers_file_that_is_gone_moved_or_holds_something_else(kept: Path) -> None:
    records, old = kept.parent / "records", kept.parent / "suppliers.csv"
    moved = old.rename(kept.parent / "moved.csv")
    assert run("verify", str(kept), records=records).code == 4
    assert run("verify", str(kept), "--suppliers", str(moved), records=records).code == 0
    moved.write_text(SUPPLIERS + "Alpha,CN\n", encoding="utf-8")
    done = run("verify", str(kept), "--suppliers", str(moved), records=records)
    assert (done.code, done.out) == (4, "")
    assert "holds something else than on the day of the receipt" in done.err


def test_another_dataset_is_not_compared(kept: Path, tmp_path: Path) -> None:
    head = (tmp_path / "records" / "dataset.yml").read_text(encoding="utf-8")
    (tmp_path / "records" / "dataset.yml").write_text(head.replace("example", "another"), encoding="utf-8")
    done = run("verify", str(kept), records=tmp_path / "records")
    assert (done.code, "[D164]" in done.err) == (4, True)


def test_names_are_kept_as_ids_and_one_that_is_gone_cannot_be_asked(
    world: Callable[..., World], tmp_path: Path
) -> None:
    first = world(BEFORE)
    assert (
        audit(first, tmp_path, "Omega", "--measure", "all", "--max-legs", "2", "--exit-code", "7").code == 7
    )
    assert plain(tmp_path / "kept.json")["asked"]["names"] == ["ru-omega"]  # type: ignore[index]
    assert first.run("verify", str(tmp_path / "kept.json")).code == 0
    renamed = edited(("id: ru-omega", "id: ru-sigma"), ("from: ru-omega", "from: ru-sigma"))
    assert world(renamed).run("verify", str(tmp_path / "kept.json")).code == 4


def test_dates_of_the_receipt_are_asked_again(world: Callable[..., World], tmp_path: Path) -> None:
    asked = world(BEFORE)
    assert audit(asked, tmp_path, "Beta", "--as-of", "2021").code == 4
    file = str(tmp_path / "kept.json")
    assert asked.run("verify", file).code == 0
    done = asked.run("verify", file, "--as-of", "2024")
    assert (done.code, "[U164]" in done.err) == (2, True)


def test_a_receipt_is_not_overwritten_by_accident(kept: Path, tmp_path: Path) -> None:
    before = kept.read_bytes()
    done = run("sanctioned-path", "Beta", "--receipt", str(kept), records=tmp_path / "records")
    assert (done.code, kept.read_bytes()) == (2, before)
    both = ["--receipt", str(tmp_path / "new.json"), "--write-baseline", str(tmp_path / "base.txt")]
    done = run("sanctioned-path", "Beta", *both, records=tmp_path / "records")
    assert (done.code, "[U165]" in done.err) == (2, True)
    assert not (tmp_path / "base.txt").exists()


def test_two_receipts_are_compared(kept: Path, world: Callable[..., World], tmp_path: Path) -> None:
    old = kept.rename(tmp_path / "old.json")
    audit(world(edited(("share: 30", "share: 50"))), tmp_path, "--suppliers", "suppliers.csv")
    done = run("diff", str(old), str(kept), "--exit-code", "--format", "json")
    assert done.code == 1
    result = json.loads(done.out)["result"]
    assert {item["turn"] for item in result["findings"]} == {"gained"}
    assert run("diff", str(old), str(old), "--exit-code").code == 0
    one = run("diff", str(old))
    assert (one.code, "[U161]" in one.err) == (2, True)


def test_a_receipt_and_an_audit_are_the_same_everywhere(kept: Path, tmp_path: Path) -> None:
    suppliers, records = tmp_path / "suppliers.csv", tmp_path / "records"
    texts = []
    for number, env in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "7", "TZ": "America/Lima"},
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        words = ["--suppliers", str(suppliers), "--format", "json", "--receipt", str(folder / "kept.json")]
        done = spawn("sanctioned-path", *words, records=records, env=env, cwd=folder)
        texts.append((done.code, done.out, (folder / "kept.json").read_bytes()))
    assert texts[0] == texts[1]
    assert kept.exists()


def test_policies_and_baseline_are_asked_again_and_must_hold_what_they_held(
    world: Callable[..., World], tmp_path: Path
) -> None:
    asked = world(BEFORE)
    done = asked.run("sanctioned-path", "Beta", "Omega", "--format", "json")
    first, *_ = (item["fingerprint"] for item in json.loads(done.out)["result"]["findings"])
    waiver = f"{{fingerprint: {first}, reason: Known., author: A. Example, until: 2026-12-31}}"
    policy, baseline = tmp_path / "policy.yml", tmp_path / "baseline.txt"
    policy.write_text(f"policies:\n  - {{id: known, says: Known., waivers: [{waiver}]}}\n", encoding="utf-8")
    baseline.write_text("", encoding="utf-8")
    words = ["--policy", "policy.yml", "--baseline", "baseline.txt"]
    assert audit(asked, tmp_path, "Beta", "Omega", *words).code in {0, 1}
    held = plain(tmp_path / "kept.json")["answered"]
    assert held["waived"] == 1  # type: ignore[index]
    file = str(tmp_path / "kept.json")
    assert asked.run("verify", file).code == 0
    over = asked.run("verify", file, env={"SOURCE_DATE_EPOCH": str(TODAY + 86400 * 60)})
    assert (over.code, "expired-waiver" in over.out) == (1, True)
    for paper in (policy, baseline):
        before = paper.read_text(encoding="utf-8")
        paper.write_text(f"# Another line.\n{before}", encoding="utf-8")
        assert asked.run("verify", file).code == 4
        paper.write_text(before, encoding="utf-8")


def test_suppliers_from_standard_input_are_named_later(kept: Path) -> None:
    receipt = read(kept.read_bytes(), "")
    forge(kept, asked={"suppliers": {**receipt.asked["suppliers"], "file": "-"}})
    asked = World(kept.parent / "records")
    done = asked.run("verify", str(kept))
    assert (done.code, "standard input" in done.err) == (4, True)
    assert asked.run("verify", str(kept), "--suppliers", str(kept.parent / "suppliers.csv")).code == 0
