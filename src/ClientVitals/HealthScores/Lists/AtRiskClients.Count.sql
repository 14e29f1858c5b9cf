-- How many clients were in the red or the yellow zone on this day?
select count(*) as rows
from public.get_at_risk_clients(@day::date)
