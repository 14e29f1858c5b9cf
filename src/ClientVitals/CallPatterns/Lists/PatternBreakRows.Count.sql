-- How many clients the owner's function lists with a break.
select count(*) as rows
from public.get_pattern_breaks(coalesce(@days_back::int, 7))
