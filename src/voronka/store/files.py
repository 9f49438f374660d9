"""Rows of files and of their versions."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs
from sqlalchemy import ColumnElement, Row, Table, delete, exists, or_, select, union_all

from voronka.base.folding import fold
from voronka.base.page import Page
from voronka.domain.access import DENIED
from voronka.domain.file_names import split
from voronka.domain.files import HOLDERS, INTERNAL, File, FileQuery, Preview, Version, sees_all
from voronka.domain.kinds import Kind
from voronka.store import listing, sight
from voronka.store.dialects import SHORTEST_WORD
from voronka.store.record_tables import TABLES
from voronka.store.tables import file_links, file_versions, files
from voronka.store.work import Work

c = files.c
KEYS = ("account_id", "id")


def page(work: Work, query: FileQuery) -> Page[File]:
    statement: Any = _select(files, File).where(*visible(work), *_conditions(work, query))
    return listing.cut(work, statement, files, query).map(_file)


def get_many(work: Work, uuids: Sequence[str], *, lock: bool = False) -> dict[str, File]:
    """Those of `uuids` that are there and may be seen, in the recycle bin or not, by uuid."""
    held = [*visible(work), work.dialect.any_of(c.uuid, uuids)]
    statement: Any = _select(files, File).where(*held).order_by(c.id)
    rows = work.connection.execute(work.dialect.locked(statement) if lock else statement) if uuids else ()
    return {row.uuid: _file(row) for row in rows}


def of_ids(work: Work, ids: Sequence[int], *, lock: bool = False) -> dict[int, File]:
    """Whoever may see them."""
    held = (c.account_id == work.account_id, work.dialect.any_of(c.id, ids))
    statement: Any = _select(files, File).where(*held).order_by(c.id)
    rows = work.connection.execute(work.dialect.locked(statement) if lock else statement) if ids else ()
    return {row.id: _file(row) for row in rows}


def open_to_all(work: Work, uuid: str, version_uuid: str | None) -> tuple[File, Version] | None:
    """By the unguessable names in a link, whoever asks."""
    ours = _select(files, File).where(c.account_id == work.account_id, c.uuid == uuid, c.deleted_at.is_(None))
    row = work.connection.execute(ours).first()
    if row is None:
        return None
    file, v = _file(row), file_versions.c
    wanted = _versions(work).where(v.file_id == file.id, v.uuid == (version_uuid or file.version_uuid))
    found = work.connection.execute(wanted).first()
    return None if found is None else (file, _version(found))


def insert(work: Work, new: Sequence[File]) -> None:
    work.dialect.insert_many(work.connection, files, [_row(work, file) for file in new])
    _save_names(work, new, new=True)


def save(work: Work, changed: Sequence[File]) -> None:
    work.dialect.update_many(work.connection, files, [_row(work, file) for file in changed], KEYS)
    _save_names(work, changed, new=False)


def _save_names(work: Work, named: Sequence[File], *, new: bool) -> None:
    texts = {file.id: fold(file.name) for file in named}
    work.dialect.save_search_texts(work.connection, work.account_id, int(Kind.FILE), texts, new=new)


def versions(work: Work, file_ids: Sequence[int]) -> list[Version]:
    """The newest first."""
    wanted = _versions(work).where(work.dialect.any_of(file_versions.c.file_id, file_ids))
    return [_version(row) for row in work.connection.execute(wanted.order_by(file_versions.c.id.desc()))]


def version(work: Work, id: int) -> Version | None:
    row = work.connection.execute(_versions(work).where(file_versions.c.id == id)).first()
    return None if row is None else _version(row)


def insert_version(work: Work, version: Version) -> None:
    row = {name: getattr(version, name) for name in Version.__struct_fields__}
    row["previews"] = [structs.asdict(preview) for preview in version.previews]
    work.dialect.insert_many(work.connection, file_versions, [{"account_id": work.account_id, **row}])


def binned_before(work: Work, moment: int, most: int) -> list[int]:
    """Those that have lain in the recycle bin since before `moment`, locked."""
    held = (c.account_id == work.account_id, c.deleted_at < moment)
    statement = select(c.id).where(*held).order_by(c.deleted_at, c.id).limit(most)
    return list(work.connection.execute(work.dialect.locked(statement)).scalars())


def forget(work: Work, ids: Sequence[int]) -> None:
    """The files with their versions and links. Their contents are dropped when no version has them any more."""
    for table, column in ((file_links, "file_id"), (file_versions, "file_id"), (files, "id")):
        gone = (table.c.account_id == work.account_id, work.dialect.any_of(table.c[column], ids))
        work.connection.execute(delete(table).where(*gone))
    work.dialect.delete_search_texts(work.connection, work.account_id, int(Kind.FILE), ids)


def visible(work: Work) -> list[ColumnElement[bool]]:
    """Below all records: his own, and what hangs on records that he may see."""
    ours = c.account_id == work.account_id
    if sees_all(work.actor):
        return [ours]
    parts = [(c.created_by == work.actor.user_id) & (c.created_by_type == INTERNAL)]
    parts += [_hangs_on(work, kind) for kind in HOLDERS if _may_see(work, kind)]
    return [ours, or_(*parts)]


def _may_see(work: Work, kind: Kind) -> bool:
    return kind in TABLES and work.actor.level(kind, "view") != DENIED


def _hangs_on(work: Work, kind: Kind) -> ColumnElement[bool]:
    links = file_links.c
    held = (links.account_id == work.account_id, links.file_id == c.id, links.entity_type == int(kind))
    return exists(select(1).where(*held, *sight.held_by(work, kind, links.entity_id)))


def _conditions(work: Work, query: FileQuery) -> list[ColumnElement[bool]]:
    held = [listing.any_of(work, c[name], values) for name, values in query.equal.items()]
    for name, asked in query.ranges.items():
        held += listing.between(c[name], asked)
    if query.uuids is not None:
        held.append(work.dialect.any_of(c.uuid, query.uuids))
    if query.names is not None:
        held.append(or_(*(_is_named(name) for name in query.names)))
    if query.extensions is not None:
        held.append(work.dialect.any_of(c.extension, [name.lower().lstrip(".") for name in query.extensions]))
    if query.only_deleted or not query.with_deleted:
        held.append(c.deleted_at.is_not(None) if query.only_deleted else c.deleted_at.is_(None))
    if query.text:
        held.append(_called(work, fold(query.text)))
    return held


def _is_named(name: str) -> ColumnElement[bool]:
    """With its extension or without: names are kept without, and uploaded with it."""
    stem, extension = split(name)
    with_it = (c.name_folded == fold(stem)) & (c.extension == extension)
    return or_(c.name_folded == fold(name), with_it) if extension else c.name_folded == fold(name)


def _called(work: Work, words: str) -> ColumnElement[bool]:
    """The file itself, or a record on which it hangs and which may be seen."""
    own, links = files.alias().c, file_links.c
    found = [select(own.id).where(own.account_id == work.account_id, *_named(work, Kind.FILE, own, words))]
    for kind in HOLDERS:
        if _may_see(work, kind):
            of = TABLES[kind].c
            named = select(of.id).where(of.account_id == work.account_id, *_named(work, kind, of, words))
            hangs = (links.account_id == work.account_id, links.entity_type == int(kind), links.entity_id.in_(named))
            found.append(select(links.file_id).where(*hangs, *sight.held_by(work, kind, links.entity_id)))
    return c.id.in_(union_all(*found))


def _named(work: Work, kind: Kind, of: Any, words: str) -> list[ColumnElement[bool]]:
    """By the index of words, which knows more of a record than its name; words too short for it are looked for in all
    names."""
    known = [word for word in words.split() if len(word) >= SHORTEST_WORD]
    among = [of.id.in_(work.dialect.matches(work.account_id, int(kind), known)[0])] if known else []
    return [*among, of.name_folded.contains(words, autoescape=True)]


def _versions(work: Work) -> Any:
    return _select(file_versions, Version).where(file_versions.c.account_id == work.account_id)


def _select(table: Table, type_: type[Any]) -> Any:
    return select(*(table.c[name] for name in type_.__struct_fields__))


def _row(work: Work, file: File) -> dict[str, Any]:
    row = {name: getattr(file, name) for name in File.__struct_fields__}
    previews = [structs.asdict(preview) for preview in file.previews]
    return {"account_id": work.account_id, **row, "name_folded": fold(file.name), "previews": previews}


def _file(row: Row[Any]) -> File:
    return File(**(dict(row._mapping) | _previews(row)))


def _version(row: Row[Any]) -> Version:
    return Version(**(dict(row._mapping) | _previews(row)))


def _previews(row: Row[Any]) -> dict[str, Any]:
    return {"previews": [Preview(**preview) for preview in row.previews or ()]}
