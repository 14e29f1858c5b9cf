-- This delivery is undone from now on, or holds again.
update public.deliveries d
set undone_at = @undone_at::timestamptz
where d.id = @id::bigint
