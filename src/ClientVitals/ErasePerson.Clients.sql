-- Take out the clients; addresses, calls, roll-up, hub row, history, episodes and pauses go with them by their foreign keys.
delete from public.clients c
where c.id = any (@clients::uuid[])
