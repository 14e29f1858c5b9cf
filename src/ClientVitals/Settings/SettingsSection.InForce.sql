-- The section of a room in the settings in force; null when it has none there.
select (s.sections -> @section::text)::text as section
from public.settings s
order by s.version desc
limit 1
