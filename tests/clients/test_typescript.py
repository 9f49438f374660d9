"""A client in another language, made from our OpenAPI by a generator that is not ours, compiles."""

from pathlib import Path

import msgspec

from tests.node import PACKAGES, node
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.examples import examples
from voronka.contract.openapi import document

# What somebody would write against the generated types; a wrong key or type in them fails the compiler.
PROGRAM = """
import type { components, operations, paths } from "./api";

type Query = NonNullable<paths["/api/v4/leads"]["get"]["parameters"]["query"]>;
const asked: Query = {
  "filter[id][]": [1, 2],
  "filter[price][from]": 100,
  "filter[statuses][0][status_id]": 142,
  order: { id: "desc" },
  with: ["contacts"],
};

type Leads = operations["leads.list"]["responses"][200]["content"]["application/hal+json"];
const prices = (page: Leads): number[] => page._embedded.leads.map((lead) => lead.price);

const added: operations["leads.add"]["requestBody"]["content"]["application/json"] = [{ name: "Букеты", price: 48000 }];
const patch: components["schemas"]["LeadPatch"] = { id: 1, loss_reason_id: null };

type Refusal = components["responses"]["400"]["content"]["application/problem+json"];
const faults = (refusal: Refusal) => (refusal["validation-errors"] ?? []).map((item) => item.errors[0]?.path);

// @ts-expect-error a lead has no such key
const wrong: keyof components["schemas"]["Lead"] = "prize";

export { added, asked, faults, patch, prices, wrong };
"""


def test_types_are_generated_and_a_program_compiles(tmp_path: Path) -> None:
    described = document(OPERATIONS, title="Voronka", version="1", server="/", examples=examples("amocrm_v4"))
    (tmp_path / "openapi.json").write_bytes(msgspec.json.encode(described))
    (tmp_path / "program.ts").write_text(PROGRAM)
    node(PACKAGES / "openapi-typescript/bin/cli.js", tmp_path / "openapi.json", "-o", tmp_path / "api.d.ts")

    node(
        PACKAGES / "typescript/bin/tsc",
        "--strict",
        "--noEmit",
        "--lib",
        "es2022",
        tmp_path / "program.ts",
        tmp_path / "api.d.ts",
    )

    declared = (tmp_path / "api.d.ts").read_text()
    assert all(f'"{operation.name}": {{' in declared for operation in OPERATIONS)
