-- Take this call, written down by hand, out of the book; the roll-up follows by itself.
delete from public.call_records r
where r.provider = @source::text
  and r.provider_call_id = @id::text
  and r.source is null
  and r.client_id = @client::uuid
