-- Forget what was chosen for files of this source with these columns; which row was it?
delete from public.source_readings r
where r.source = @source::text
  and r.entity = @entity::text
  and r.columns_sha256 = @columns_sha256::text
returning r.id
