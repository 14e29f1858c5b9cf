-- Take the mark of a client back.
delete from public.never_withheld w
where w.client_id = @client::uuid
