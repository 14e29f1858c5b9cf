-- Write down a back-test that begins; which is it?
insert into public.back_tests (asked_at, asked_by, beat_at)
values (@now::timestamptz, @by::text, @now::timestamptz)
returning id
