-- Changes of this client's coach.
select o.changed_at, 'owner', o.id, s.name, f.name, o.changed_by, null::text, null::text, null::text, null::int, null::date, false, null::text
from public.client_owner_changes o
left join public.staff s on s.id = o.to_coach
left join public.staff f on f.id = o.from_coach
where o.client_id = @client::uuid
  and (@show::text is null or @show::text = 'coaches')
