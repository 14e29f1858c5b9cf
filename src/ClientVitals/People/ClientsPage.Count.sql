-- How many clients are in the list, counted no further than to the most.
select count(*)::int as clients
from (
  select
  from public.clients c
  where c.merged_into is null
    and case @status::text
      when 'FORMER' then c.status = 'ACTIVE' and c.ended_on <= @today::date
      when 'ACTIVE' then c.status = 'ACTIVE' and not coalesce(c.ended_on <= @today::date, false)
      else @status::text is null or c.status = @status::text
    end
    and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or c.segment = @segment::text)
  limit @most::int
) c
