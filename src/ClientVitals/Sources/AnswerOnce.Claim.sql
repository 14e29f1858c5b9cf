-- Claim this key; one older than a day is free again.
insert into public.request_answers as a (asked_by, request_key, sha256, asked_at)
values (@by::text, @key::text, @sha256::text, @now::timestamptz)
on conflict (asked_by, request_key) do update
set sha256 = excluded.sha256,
    status = null,
    answer = null,
    asked_at = excluded.asked_at
where a.asked_at < @now::timestamptz - interval '1 day'
returning true as claimed
