-- From this moment on the silence holds no longer, or is told by another row.
update public.source_silences s
set lifted_at = @lifted_at::timestamptz
where s.id = @id::bigint
