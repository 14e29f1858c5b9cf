-- Let nobody else rewrite this file meanwhile.
select 1
from public.delivery_files f
where f.file_id = @file::bigint
order by f.part
for update
