-- Take out clients whom a delivery had made; their addresses, judgements and row in the hub go with them.
delete from public.clients c
where c.id = any (@clients::uuid[])
