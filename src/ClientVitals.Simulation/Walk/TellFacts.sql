-- Which of these files were taken in already?
select d.name
from public.deliveries d
where d.name = any(@names::text[])
  and d.state = 'succeeded'
