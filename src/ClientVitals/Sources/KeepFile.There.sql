-- Which kept file has these bytes? Held until the transaction ends, so that no erasure rewrites it meanwhile.
select f.file_id
from public.delivery_files f
where f.sha256 = @sha256::text
  and f.part = 1
  and f.kept_at > @after::timestamptz
order by f.file_id desc
limit 1
for update
