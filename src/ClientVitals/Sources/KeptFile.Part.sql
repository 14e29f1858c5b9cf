-- One part of a kept file.
select f.bytes
from public.delivery_files f
where f.file_id = @file::bigint
  and f.part = @part::integer
