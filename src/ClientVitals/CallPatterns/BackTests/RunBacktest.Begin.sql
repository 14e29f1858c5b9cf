-- Begin a back-test unless one is at work; which is it?
insert into public.back_tests (asked_at, asked_by, beat_at)
select @now::timestamptz, @by::text, @now::timestamptz
where not exists (select from public.back_tests b where b.state = 'running')
returning id
