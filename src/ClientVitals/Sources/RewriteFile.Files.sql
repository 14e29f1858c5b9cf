-- Files that are kept, and messages in several parts, after this one.
select
  f.file_id,
  d.name
from public.delivery_files f
left join public.deliveries d on d.id = f.file_id
where f.part = 1
  and f.file_id > @after::bigint
  and (f.form = 'FILE' or exists (select from public.delivery_files n where n.file_id = f.file_id and n.part = 2))
order by f.file_id
