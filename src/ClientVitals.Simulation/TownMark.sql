-- What does the comment on this database say?
select shobj_description(d.oid, 'pg_database') as mark
from pg_catalog.pg_database d
where d.datname = current_database()
