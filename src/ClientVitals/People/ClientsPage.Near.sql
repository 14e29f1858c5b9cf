-- Whose name or last name sounds as one of these, the nearest sounds first? From each sound a few, along its index.
with wanted as (
  select w.sound, w.place
  from unnest(@sounds::text[]) with ordinality as w (sound, place)
),
found as materialized (
  select n.id, w.place
  from wanted w
  cross join lateral (
    select c.id
    from public.clients c
    where c.merged_into is null
      and c.sound_name >= w.sound collate "C"
      and c.sound_name < (w.sound || chr(1114111)) collate "C"
      and case @status::text
        when 'FORMER' then c.status = 'ACTIVE' and c.ended_on <= @today::date
        when 'ACTIVE' then c.status = 'ACTIVE' and not coalesce(c.ended_on <= @today::date, false)
        else @status::text is null or c.status = @status::text
      end
      and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
      and (@segment::text is null or c.segment = @segment::text)
    order by c.sound_name
    limit case when w.place = 1 then @of_the_first::int else @of_each::int end
  ) n
  union all
  select n.id, w.place
  from wanted w
  cross join lateral (
    select c.id
    from public.clients c
    where c.merged_into is null
      and c.sound_lastname >= w.sound collate "C"
      and c.sound_lastname < (w.sound || chr(1114111)) collate "C"
      and case @status::text
        when 'FORMER' then c.status = 'ACTIVE' and c.ended_on <= @today::date
        when 'ACTIVE' then c.status = 'ACTIVE' and not coalesce(c.ended_on <= @today::date, false)
        else @status::text is null or c.status = @status::text
      end
      and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
      and (@segment::text is null or c.segment = @segment::text)
    order by c.sound_lastname
    limit case when w.place = 1 then @of_the_first::int else @of_each::int end
  ) n
)
select
  c.id,
  c.order_name,
  c.latin_name,
  c.latin_lastname,
  c.sound_name,
  c.sound_lastname
from (select f.id, min(f.place) as place from found f group by f.id order by min(f.place), f.id limit @most::int) f
join public.clients c on c.id = f.id
order by f.place, c.latin_name, c.id
