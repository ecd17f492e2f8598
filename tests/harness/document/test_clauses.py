from pathlib import Path

from emulators.harness.document.clauses import count_clauses

DOCUMENT = """
paths:
  /numbers:
    get:
      responses:
        "200":
          x-basis: documented
          x-when: {ok: {basis: documented, cite: "says so"}, invalid: {basis: assumed, cite: "says nothing"}}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Number"}
              examples: {one: {x-basis: inferred, value: {x-basis: observed}}}
components:
  schemas:
    Number: {type: string, pattern: "[0-9]+", x-basis: {type: observed, pattern: assumed}}
    Other: [{x-basis: inferred}]
"""


def test_a_clause_is_a_basis_or_one_keyword_of_it_or_a_cause_and_no_example(tmp_path) -> None:
    path = Path(tmp_path / "contract.yaml")
    path.write_text(DOCUMENT)

    assert count_clauses(path) == {"documented": 2, "observed": 1, "inferred": 1, "assumed": 2}
