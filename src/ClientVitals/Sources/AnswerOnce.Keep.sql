-- Keep what was answered.
update public.request_answers a
set status = @status::int,
    answer = @answer::text
where a.asked_by = @by::text and a.request_key = @key::text
