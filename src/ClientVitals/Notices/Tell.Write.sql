-- Write a notice, unless its key was told before: then no row.
insert into public.notices (kind, subject, severity, dedup_key, audience, sentence, link, made_at, made_by)
values (@kind::text, @subject::text, @severity::text, @dedup_key::text, @audience::text, @sentence::text, @link::text, @now::timestamptz, @who::text)
on conflict (dedup_key) do nothing
returning id
