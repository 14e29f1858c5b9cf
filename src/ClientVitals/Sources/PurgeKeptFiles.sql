-- Delete parts of files that were kept long enough, a batch.
delete from public.delivery_files o
where o.kept_at <= @before::timestamptz
  and (o.file_id, o.part) in (
  select f.file_id, f.part
  from public.delivery_files f
  where f.kept_at <= @before::timestamptz
  order by f.kept_at, f.file_id, f.part
  limit @most::int
)
