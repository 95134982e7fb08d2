"""As much of the schema of SARIF 2.1.0 as a log of ours uses: its names, its words, what it requires, and no more."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.alias_generators import to_camel

Level = Literal["none", "note", "warning", "error"]
Count = Annotated[int, Field(ge=1)]
Bag = dict[str, Any]
UriReference = Annotated[str, Field(pattern=r"^[A-Za-z0-9._~!$&'()*+,;=@/%-]+$")]


class Part(BaseModel):
    """A part of a log: no property but those that the standard names."""

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel)
    properties: Bag = {}


class Message(Part):
    text: str = Field(min_length=1)
    markdown: str = ""


class ArtifactLocation(Part):
    uri: UriReference
    uri_base_id: str


class Base(Part):
    uri: str = ""
    description: Message


class Region(Part):
    start_line: Count


class PhysicalLocation(Part):
    artifact_location: ArtifactLocation
    region: Region


class LogicalLocation(Part):
    fully_qualified_name: str
    kind: str


class Location(Part):
    id: Count | None = None
    physical_location: PhysicalLocation
    logical_locations: list[LogicalLocation] = []
    message: Message | None = None


class ThreadFlowLocation(Part):
    location: Location
    execution_order: Count
    importance: Literal["important", "essential", "unimportant"]


class ThreadFlow(Part):
    locations: list[ThreadFlowLocation] = Field(min_length=1, max_length=10_000)


class CodeFlow(Part):
    thread_flows: list[ThreadFlow] = Field(min_length=1)


class Suppression(Part):
    kind: Literal["inSource", "external"]
    status: Literal["accepted", "underReview", "rejected"]
    justification: str


class Result(Part):
    rule_id: str
    rule_index: int | None = Field(None, ge=0)
    level: Level
    message: Message
    locations: list[Location] = Field(min_length=1, max_length=1_000)
    code_flows: list[CodeFlow] = []
    related_locations: list[Location] = Field([], max_length=1_000)
    partial_fingerprints: dict[str, str]
    suppressions: list[Suppression] = []
    baseline_state: Literal["new", "unchanged", "updated", "absent"] | None = None


class Configuration(Part):
    level: Level


class Rule(Part):
    id: str
    name: str = Field(pattern=r"^\w*$")
    short_description: Message
    full_description: Message
    help: Message
    default_configuration: Configuration


class Driver(Part):
    name: str
    version: str
    semantic_version: str
    rules: list[Rule]


class Tool(Part):
    driver: Driver


class Descriptor(Part):
    id: str


class Notification(Part):
    level: Level
    message: Message
    descriptor: Descriptor | None = None


class Invocation(Part):
    execution_successful: bool
    tool_execution_notifications: list[Notification] = []


class Run(Part):
    tool: Tool
    column_kind: Literal["utf16CodeUnits", "unicodeCodePoints"]
    original_uri_base_ids: dict[str, Base]
    invocations: list[Invocation]
    results: list[Result] = Field(max_length=25_000)

    @model_validator(mode="after")
    def _rules_are_those_named(self) -> Run:
        rules = self.tool.driver.rules
        for result in self.results:
            if result.rule_index is not None and rules[result.rule_index].id != result.rule_id:
                raise ValueError(f"the rule at {result.rule_index} is not {result.rule_id}")
        return self


class Log(Part):
    version: Literal["2.1.0"]
    schema_: str = Field(alias="$schema")
    runs: list[Run] = Field(min_length=1, max_length=20)


def faults(log: dict[str, Any]) -> list[str]:
    """List everything in a log that the standard, or code scanning, does not know or allow."""
    try:
        Log.model_validate(log)
    except ValidationError as fault:
        return [f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in fault.errors()]
    return []
