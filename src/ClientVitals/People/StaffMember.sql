-- Who is on the staff?
select s.id, s.name, s.role
from public.staff s
where @id::uuid is null or s.id = @id::uuid
order by lower(s.name)
limit 1000
