-- This delivery is that one's file, read again with other options.
update public.deliveries d
set corrects_id = o.id,
    file_id = o.file_id,
    sha256 = o.sha256
from public.deliveries o
where d.id = @id::bigint
  and o.id = @corrects::bigint
