-- Is there an index of that name, is it whole, and is somebody building it at this moment?
select
  i.indisvalid as is_valid,
  exists (select from pg_catalog.pg_stat_progress_create_index p where p.index_relid = i.indexrelid) as being_built,
  i.indexrelid::regclass::text as named
from pg_catalog.pg_index i
where i.indexrelid = pg_catalog.to_regclass(@name::text)
