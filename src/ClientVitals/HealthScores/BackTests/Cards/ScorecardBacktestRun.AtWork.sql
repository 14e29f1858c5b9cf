-- Of which scorecard is a back-test at work?
select c.name || '-v' || c.version
from public.scorecard_back_tests b
join public.health_scorecards c on c.id = b.scorecard_id
where b.state = 'running'
  and b.beat_at > @since::timestamptz
order by b.id desc
limit 1
