-- How many earlier calls without a client would find theirs through the addresses of this file? As the step Match finds them; those that the
-- file corrects get their client by that.
with met as (
  select e.client_id as whose, r.id
  from incoming_emails e
  join public.call_records r on r.client_email = e.email and r.client_id is null
  where e.client_id is not null
  union all
  select p.client_id, r.id
  from incoming_phones p
  join public.call_records r on r.client_phone = p.phone and r.client_id is null and r.client_email is null
  where p.client_id is not null
)
select count(*)
from (
  select
    u.id,
    u.provider_call_id is not null and (
      row_number() over (partition by u.provider, u.provider_call_id, u.source, m.whose order by u.id) > 1
      or exists (
        select
        from public.call_records k
        where k.provider = u.provider
          and k.provider_call_id = u.provider_call_id
          and k.source is not distinct from u.source
          and k.client_id = m.whose)
    ) as is_double
  from met m
  join public.call_records u on u.id = m.id
  where u.id <= @before::bigint
    and not exists (select from known k where k.id = u.id and k.changed)
) f
where not f.is_double
