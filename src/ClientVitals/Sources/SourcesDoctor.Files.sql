-- How many files and messages are kept, and how large are they together? Their bytes are not read for it.
select
  count(distinct f.file_id),
  coalesce(sum(octet_length(f.bytes)), 0)::bigint
from public.delivery_files f
