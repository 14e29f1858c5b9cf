-- What an account was told in the app, the latest first.
select
  d.id,
  n.kind,
  n.severity,
  n.sentence,
  n.link,
  n.made_at as told_at,
  d.read_at
from public.notice_deliveries d
join public.notices n on n.id = d.notice_id
where d.user_id = @user::uuid
  and d.way = 'in-app'
  and (@before::bigint is null or d.id < @before::bigint)
order by d.id desc
limit @most::int
