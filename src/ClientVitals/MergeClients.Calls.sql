-- The calls go over; the roll-up follows by itself.
update public.call_records r
set client_id = @kept::uuid
where r.client_id = @gone::uuid
