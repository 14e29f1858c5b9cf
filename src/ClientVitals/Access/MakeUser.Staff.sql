-- Who of the staff has this id or name?
select s.id
from public.staff s
where s.id = @id::uuid
   or lower(s.name) = lower(@name::text)
order by s.id = @id::uuid desc nulls last
limit 1
