-- Messages that are kept in one part, after this one, some of them.
select
  f.file_id,
  f.is_packed,
  f.bytes
from public.delivery_files f
where f.form = 'MESSAGE'
  and f.part = 1
  and f.file_id > @after::bigint
  and not exists (select from public.delivery_files n where n.file_id = f.file_id and n.part = 2)
order by f.file_id
limit @most::integer
