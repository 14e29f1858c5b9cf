-- The last back-test that was asked for, and the last that succeeded.
(select b.id, b.asked_at, b.asked_by, b.beat_at, b.finished_at, b.state, b.clients_done, b.error, b.result::text as result
 from public.back_tests b
 order by b.id desc
 limit 1)
union
(select b.id, b.asked_at, b.asked_by, b.beat_at, b.finished_at, b.state, b.clients_done, b.error, b.result::text as result
 from public.back_tests b
 where b.state = 'succeeded'
 order by b.id desc
 limit 1)
