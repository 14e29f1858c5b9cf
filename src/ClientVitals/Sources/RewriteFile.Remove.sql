-- Remove these files.
delete from public.delivery_files f
where f.file_id = any (@files::bigint[])
