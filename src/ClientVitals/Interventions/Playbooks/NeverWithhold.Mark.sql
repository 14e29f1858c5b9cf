-- Mark a client as never to be held out; nothing when they are.
insert into public.never_withheld (client_id, marked_at, marked_by)
values (@client::uuid, @now::timestamptz, @by::text)
on conflict (client_id) do nothing
