-- What was the average score of this day?
select a.avg_score
from public.get_overall_avg(@day::date) a
offset @skip::int
limit @most::int
