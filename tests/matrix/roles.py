"""The roles, and the tables of what each may do.

A cell tells of three records, one's own, a colleague's of the same group, somebody else's:
`+` it is done, `.` the record does not exist for the asker, `-` it is forbidden.
"""

from typing import Any

from msgspec import Struct

from tests.world import EVERYTHING

RECORDS = """
role                          |leads reads|leads changes|leads deletes|reads|changes|deletes|adds|pairs
an administrator              |+++        |+++          |+++          |+++  |+++    |+++    |+++ |+++
all                           |+++        |+++          |+++          |+++  |+++    |+++    |+++ |+++
the group's                   |++.        |++.          |++.          |++.  |++.    |++.    |+++ |++.
his own                       |+..        |+..          |+..          |+..  |+..    |+..    |+++ |+..
sees all, changes the group's |+++        |++-          |+--          |+++  |++-    |+--    |+++ |+++
sees all, changes his own     |+++        |+--          |---          |+++  |+--    |---    |+++ |+++
sees the group's, changes own |++.        |+-.          |+-.          |++.  |+-.    |+-.    |+++ |++.
only looks                    |+++        |---          |---          |+++  |---    |---    |--- |+++
nothing                       |---        |---          |---          |---  |---    |---    |--- |---
all but this stage            |...        |...          |...          |+++  |+++    |+++    |+++ |...
his own, this stage closed    |...        |...          |...          |+..  |+..    |+..    |+++ |...
his own, all in this stage    |+++        |+++          |+++          |+..  |+..    |+..    |+++ |+..
his own, looks into this stage|+++        |---          |---          |+..  |+..    |+..    |+++ |+..
this stage alone              |+++        |+++          |+++          |---  |---    |---    |--- |---
all but mail and this list    |+++        |+++          |+++          |+++  |+++    |+++    |+++ |+++
a free user                   |---        |---          |---          |---  |---    |---    |--- |---
"""

TASKS = """
role                          |tasks reads|tasks changes|one task|tasks adds|tasks deletes|calls
an administrator              |+++        |+++          |+++     |+++       |+++          |+++
all                           |+++        |+++          |+++     |+++       |+++          |+++
the group's                   |++.        |++.          |++.     |++.       |++.          |++.
his own                       |+..        |+..          |+..     |+..       |+..          |+..
sees all, changes the group's |++.        |++.          |++.     |+++       |+-.          |++.
sees all, changes his own     |+..        |+..          |+..     |+++       |---          |+..
sees the group's, changes own |+..        |+..          |+..     |++.       |+..          |+..
only looks                    |+..        |---          |-..     |+++       |---          |---
nothing                       |+..        |---          |-..     |...       |---          |---
all but this stage            |+++        |+++          |+++     |...       |+++          |+++
his own, this stage closed    |+..        |+..          |+..     |...       |+..          |+..
his own, all in this stage    |+..        |+..          |+..     |+++       |+..          |+..
his own, looks into this stage|+..        |+..          |+..     |+++       |+..          |+..
this stage alone              |+..        |---          |-..     |+++       |---          |---
all but mail and this list    |+++        |+++          |+++     |+++       |+++          |+++
a free user                   |---        |---          |---     |---       |---          |---
"""

# An element hangs on somebody's lead. linking: of the two with each other; lists: any that one may work with at all.
LISTS = """
role                          |elements|of any list|element adds|element links|linking|list|open list|lists|list edits
an administrator              |+++     |+++        |+++         |+++          |+++    |+++ |+++      |+++  |+++
all                           |+++     |+++        |+++         |+++          |+++    |+++ |+++      |+++  |+++
the group's                   |++.     |++.        |+++         |++.          |++.    |+++ |+++      |+++  |---
his own                       |+..     |+..        |+++         |+..          |+..    |+++ |+++      |+++  |---
sees all, changes the group's |+++     |+++        |+++         |+++          |++-    |+++ |+++      |+++  |+++
sees all, changes his own     |+++     |+++        |+++         |+++          |+--    |+++ |+++      |+++  |+++
sees the group's, changes own |++.     |++.        |+++         |++.          |+-.    |+++ |+++      |+++  |---
only looks                    |+++     |+++        |+++         |+++          |---    |+++ |+++      |+++  |+++
nothing                       |---     |---        |---         |---          |---    |--- |---      |---  |---
all but this stage            |+++     |+++        |+++         |...          |...    |+++ |+++      |+++  |+++
his own, this stage closed    |...     |...        |+++         |...          |...    |+++ |+++      |+++  |---
his own, all in this stage    |+++     |+++        |+++         |+++          |+++    |+++ |+++      |+++  |---
his own, looks into this stage|+++     |+++        |+++         |+++          |---    |+++ |+++      |+++  |---
this stage alone              |+++     |+++        |+++         |+++          |+++    |+++ |+++      |+++  |---
all but mail and this list    |---     |...        |---         |---          |---    |... |---      |+++  |...
a free user                   |---     |---        |---         |---          |---    |--- |---      |---  |---
"""

# A file hangs on somebody's contact. joins: a letter is attached to a lead of Анна's. tags, tagging: of who sees, or
# may change, any record at all. seat: whatever the rights, but for a free user.
OTHERS = """
role                          |files|file changes|file holders|mail reads|joins|lead tags|lead tagging|tags|tagging|seat
an administrator              |+++  |+++         |+++         |+++       |+++  |+++      |+++         |+++ |+++    |+++
all                           |+++  |+++         |+++         |+++       |+++  |+++      |+++         |+++ |+++    |+++
the group's                   |++.  |+-.         |++.         |++.       |++.  |+++      |+++         |+++ |+++    |+++
his own                       |+..  |+..         |+..         |+..       |+..  |+++      |+++         |+++ |+++    |+++
sees all, changes the group's |+++  |+--         |+++         |+++       |++-  |+++      |+++         |+++ |+++    |+++
sees all, changes his own     |+++  |+--         |+++         |+++       |+--  |+++      |+++         |+++ |+++    |+++
sees the group's, changes own |++.  |+-.         |++.         |++.       |+-.  |+++      |+++         |+++ |+++    |+++
only looks                    |+++  |+--         |+++         |+++       |---  |+++      |---         |+++ |---    |+++
nothing                       |+..  |+..         |...         |---       |---  |---      |---         |--- |---    |+++
all but this stage            |+++  |+--         |+++         |...       |...  |+++      |+++         |+++ |+++    |+++
his own, this stage closed    |+..  |+..         |+..         |...       |...  |+++      |+++         |+++ |+++    |+++
his own, all in this stage    |+..  |+..         |+..         |+++       |+++  |+++      |+++         |+++ |+++    |+++
his own, looks into this stage|+..  |+..         |+..         |+++       |---  |+++      |+++         |+++ |+++    |+++
this stage alone              |+..  |+..         |...         |+++       |...  |+++      |+++         |--- |---    |+++
all but mail and this list    |+++  |+++         |+++         |...       |...  |+++      |+++         |+++ |+++    |+++
a free user                   |+..  |---         |...         |---       |---  |---      |---         |--- |---    |---
"""

CLOSED, OPEN, LOOKED_INTO = (
    {"view": "D", "edit": "D", "delete": "D"},
    {"view": "A", "edit": "A", "delete": "A"},
    {"view": "A", "edit": "D", "delete": "D"},
)


class Role(Struct, frozen=True):
    """Letters of records and tasks, what is said of the stage in which the leads stand, and of lists."""

    view: str
    edit: str
    delete: str = "D"
    add: str = "A"
    tasks: str = "M"
    stage: dict[str, str] | None = None
    catalog: str | None = "A"  # None: no access to lists
    mail: bool = True
    is_free: bool = False
    is_admin: bool = False

    def rights(self, stage: tuple[int, int], lists: list[int]) -> dict[str, Any]:
        levels = {"view": self.view, "edit": self.edit, "add": self.add, "delete": self.delete, "export": "D"}
        told = {"entity_type": "leads", "pipeline_id": stage[0], "status_id": stage[1], "rights": self.stage}
        levels_there = dict.fromkeys(EVERYTHING, self.catalog)
        return {
            **dict.fromkeys(("leads", "contacts", "companies"), levels),
            "tasks": {"edit": self.tasks, "delete": self.delete},
            "mail_access": self.mail,
            "catalog_access": self.catalog is not None,
            "status_rights": [told] if self.stage else None,
            "catalog_rights": [{"catalog_id": id, "rights": levels_there} for id in lists] if self.catalog else [],
        }


ROLES = {
    "an administrator": Role("D", "D", add="D", tasks="D", catalog=None, mail=False, is_admin=True),
    "all": Role("A", "A", "A", tasks="A"),
    "the group's": Role("G", "G", "G", tasks="G", catalog="L"),
    "his own": Role("M", "M", "M", catalog="L"),
    "sees all, changes the group's": Role("A", "G", "M", tasks="G"),
    "sees all, changes his own": Role("A", "M"),
    "sees the group's, changes own": Role("G", "M", "M", catalog="L"),
    "only looks": Role("A", "D", add="D", tasks="D"),
    "nothing": Role("D", "D", add="D", tasks="D", catalog=None, mail=False),
    "all but this stage": Role("A", "A", "A", tasks="A", stage=CLOSED),
    "his own, this stage closed": Role("M", "M", "M", stage=CLOSED, catalog="L"),
    "his own, all in this stage": Role("M", "M", "M", stage=OPEN, catalog="L"),
    "his own, looks into this stage": Role("M", "M", "M", stage=LOOKED_INTO, catalog="L"),
    "this stage alone": Role("D", "D", add="D", tasks="D", stage=OPEN, catalog="L"),
    "all but mail and this list": Role("A", "A", "A", tasks="A", catalog="D", mail=False),
    "a free user": Role("A", "A", "A", tasks="A", is_free=True),
}


def _columns(text: str) -> dict[str, dict[str, str]]:
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return {name: {row[0]: row[place] for row in rows} for place, name in enumerate(head) if place}


TABLE = _columns(RECORDS) | _columns(TASKS) | _columns(LISTS) | _columns(OTHERS)  # by column and role
