-- Write down the addresses that are new; the first of a kind is the primary one. How many were new?
with emails as (
  insert into public.client_emails (email, client_id, is_primary, created_at)
  select
    e.email,
    @id::uuid,
    e.place = 1 and not exists (select from public.client_emails k where k.client_id = @id::uuid and k.is_primary),
    @now::timestamptz
  from unnest(@emails::text[]) with ordinality as e (email, place)
  where not exists (select from public.client_emails k where k.email = e.email)
  returning 1
),
phones as (
  insert into public.client_phones (phone, client_id, is_primary, created_at)
  select
    p.phone,
    @id::uuid,
    p.place = 1 and not exists (select from public.client_phones k where k.client_id = @id::uuid and k.is_primary),
    @now::timestamptz
  from unnest(@phones::text[]) with ordinality as p (phone, place)
  where not exists (select from public.client_phones k where k.phone = p.phone)
  returning 1
)
select (select count(*) from emails)::integer + (select count(*) from phones)::integer
