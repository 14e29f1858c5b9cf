-- How is this file kept?
select
  f.file_id,
  f.form,
  f.is_packed,
  (select count(*) from public.delivery_files p where p.file_id = f.file_id)::integer as parts,
  f.kept_at
from public.delivery_files f
where f.file_id = @file::bigint
  and f.part = 1
