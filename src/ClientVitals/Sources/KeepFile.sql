-- Keep a part of what was handed in with this delivery.
with kept as (
  insert into public.delivery_files (file_id, part, form, is_packed, bytes, kept_at, sha256)
  values (@file::bigint, @part::integer, @form::text, @is_packed::boolean, @bytes::bytea, @now::timestamptz, case when @part::integer = 1 then @sha256::text end)
)
update public.deliveries d
set file_id = d.id
where d.id = @file::bigint
  and @part::integer = 1
