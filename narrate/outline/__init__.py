"""The settings as tables: `narrate config` lists what is in force, `narrate init` writes the defaults."""

from narrate.outline.in_force import InForce, in_force
from narrate.outline.tables import Table, header, key, tables, toml
from narrate.outline.template import template

__all__ = ["InForce", "Table", "header", "in_force", "key", "tables", "template", "toml"]
