"""What a breach of the wall is: SQL, and the faults that the catalogue check must name."""

from dataclasses import dataclass

from tenants.isolation import wall_statements

OTHER_TABLE = (
    "CREATE TABLE {table} (tenant_id int NOT NULL CONSTRAINT fk_{name}_tenant_id"
    " REFERENCES platform.tenant (id), id uuid NOT NULL, {parts}"
    " CONSTRAINT pk_{name} PRIMARY KEY (tenant_id, id))"
)


@dataclass(frozen=True)
class Breach:
    """SQL that breaks the wall, said as `role`, and the (object, rule) pairs to be named."""

    name: str
    statements: tuple[str, ...]
    faults: frozenset[tuple[str, str]]
    role: str = "buurt_owner"


def breach(
    name: str, *statements: str, faults: dict[str, str], role: str = "buurt_owner"
) -> Breach:
    return Breach(name, statements, frozenset(faults.items()), role)


def new_table(table: str, parts: str = "", *, walled: bool = True) -> tuple[str, ...]:
    made = OTHER_TABLE.format(table=table, name=table.partition(".")[2], parts=parts)
    return (made, *wall_statements(table)) if walled else (made,)
