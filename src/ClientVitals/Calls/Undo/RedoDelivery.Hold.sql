-- What the delivery did holds again; what was kept of its undo has served.
with gone as (
  delete from public.delivery_changes c
  where c.delivery_id = @delivery::bigint
    and c.kind in ('UNDONE_ADDED', 'UNDONE_CLIENT')
)
update public.delivery_changes c
set kind = case
      when c.kind = 'UNDONE_CORRECTED' and exists (
        select
        from public.call_records r
        where r.id = c.call_id
          and to_jsonb(r) - array['updated_at', 'delivery_id'] = c.after - array['updated_at', 'delivery_id'])
      then 'CORRECTED'
      else 'CONFIRMED'
    end,
    after = null
where c.delivery_id = @delivery::bigint
  and c.kind in ('UNDONE_CORRECTED', 'UNDONE_CONFIRMED')
