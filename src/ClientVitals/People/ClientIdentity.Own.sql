-- How many rows of this delivery are nobody's because their address is one of ours? Where nothing is ours, the rows are not looked at.
with ours as materialized (
  select a.address
  from (select s.sections #> '{People,ownAddresses}' as listed from public.settings s order by s.version desc limit 1) v
  cross join lateral jsonb_array_elements_text(case when jsonb_typeof(v.listed) = 'array' then v.listed else '[]' end) as a (address)
  union all
  select o.number
  from unnest(@own_numbers::text[]) as o (number)
)
select case when exists (select from ours) then (
  select count(*)
  from incoming i
  where case
    when i.client_email is null then i.client_phone in (select o.address from ours o)
    else i.client_email in (select o.address from ours o) or '*' || substring(i.client_email from '@.*$') in (select o.address from ours o)
  end
) else 0 end
