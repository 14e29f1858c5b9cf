-- Keep the answer.
insert into public.call_pattern_answers (episode_id, client_id, answer, answered_at, answered_by, answered_on, until, note, pause_id)
values (@episode::bigint, @client::uuid, @answer::text, @now::timestamptz, @by::text, @today::date, @until::date, @note::text, @pause::bigint)
returning id
