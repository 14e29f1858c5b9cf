-- Which clients are this person, and under which addresses are they known?
with recursive persons as (
  select c.id
  from public.clients c
  where c.id = @id::uuid
  union
  select c.id
  from public.clients c
  join persons p on c.merged_into = p.id
),
addresses as (
  select e.email as address
  from public.client_emails e
  join persons p on p.id = e.client_id
  union
  select f.phone
  from public.client_phones f
  join persons p on p.id = f.client_id
  union
  select h.email
  from public.client_health_scores h
  join persons p on p.id = h.client_id
  where h.email is not null
  union
  select @given::text
  where @given::text is not null
)
select
  array(select p.id from persons p order by p.id) as clients,
  array(select a.address from addresses a order by a.address) as addresses
