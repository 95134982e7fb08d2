"""A filled-in record to edit, with a comment that explains each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, get_args, get_origin, get_type_hints

from supplychain_cli.model.dataset import SECTIONS, Path
from supplychain_cli.records.fields import Tree, specs
from supplychain_cli.records.write import tree_text

_EXAMPLES: Mapping[str, dict[str, Tree]] = {
    "entities": {
        "id": "xx-example-seller",
        "kind": "company",
        "name": "Example Seller",
        "names": [{"name": "Example Seller Co., Ltd.", "lang": "en", "kind": "official"}],
        "sources": ["example-report-2024"],
    },
    "relations": {
        "id": "example-seller-supplies-example-buyer-2024",
        "kind": "supplies",
        "from": "xx-example-seller",
        "to": "xx-example-buyer",
        "goods": ["example-parts"],
        "period": "2024-03",
        "quantity": {"amount": "12", "unit": "t"},
        "evidence": [
            {
                "source": "example-report-2024",
                "locator": "p. 4",
                "basis": "stated",
                "credibility": "3",
                "paraphrase": "The report says that the seller sent twelve tonnes of parts in March 2024.",
            }
        ],
    },
    "listings": {
        "id": "eu-example-seller",
        "entity": "xx-example-seller",
        "authority": "eu",
        "programme": "Example Regulation, Annex I",
        "measure": "blocking",
        "from": "2024-06",
        "entry": "12",
        "evidence": [
            {
                "source": "example-report-2024",
                "locator": "Annex I, entry 12",
                "basis": "stated",
                "credibility": "1",
                "paraphrase": "The annex lists the company.",
            }
        ],
    },
    "goods": {
        "id": "example-parts",
        "name": "Example parts",
        "names": [{"name": "parts of examples", "lang": "en"}],
        "hs": ["852910"],
        "sources": ["example-report-2024"],
    },
    "sources": {
        "id": "example-report-2024",
        "publisher": "Example Press",
        "title": "An example of a report",
        "reliability": "B",
        "url": "https://example.org/report",
        "date": "2024-07-01",
    },
    "policies": {
        "id": "no-parts-to-blocked-parties",
        "says": "Example parts must not reach a party whose assets are frozen.",
        "to": ["listed"],
        "regimes": ["us", "eu", "uk"],
        "measures": ["blocking"],
        "max_legs": "3",
        "min_grade": "possible",
        "waivers": [
            {
                "fingerprint": "0123456789abcdef0123456789abcdef",
                "reason": "The delivery of 2024 was the last one; the contract ended.",
                "author": "A. Example",
                "until": "2027-06-30",
            }
        ],
    },
}
"""What the templates hold; together, and with a buyer, they are a dataset without faults."""


TEMPLATES = tuple(_EXAMPLES)
"""Sections that have a template."""


def template(section: str) -> str:
    """Give a record of a section in TEMPLATES to edit; it is valid beside its neighbours."""
    example, kind = _EXAMPLES[section], SECTIONS[section]
    leading: dict[Path, list[str]] = {
        (section, 0, name): [f"# {line}" for line in _explained(kind, name)] for name in example
    }
    more = [f"# {line}" for line in _others(kind, example)]
    return tree_text({section: [example]}, leading=leading, following={(section, 0): more})


def _explained(kind: type[object], name: str) -> Iterator[str]:
    yield specs(kind)[name].description
    choices = _choices(kind, name)
    if choices:
        yield f"One of: {', '.join(choices)}."


def _others(kind: type[object], example: dict[str, Tree]) -> Iterator[str]:
    yield "More fields, to be added where the source tells them:"
    yield from (
        f"  {spec.name}: {spec.description}" for spec in specs(kind).values() if spec.name not in example
    )


def _choices(kind: type[object], name: str) -> tuple[str, ...]:
    hint = get_type_hints(kind)[specs(kind)[name].attribute]
    return tuple(str(word) for word in get_args(hint)) if get_origin(hint) is Literal else ()
