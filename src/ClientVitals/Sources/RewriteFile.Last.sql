-- Which is the latest kept file?
select coalesce(max(f.file_id), 0)
from public.delivery_files f
