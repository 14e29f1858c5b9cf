-- Of how many clients does the owner's function say that they fell out of pattern?
select count(*) as rows
from public.get_pattern_breaks(coalesce(@days_back::int, 7))
