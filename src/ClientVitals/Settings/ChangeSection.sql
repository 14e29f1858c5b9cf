-- Add a version of the settings in which this section is this; nothing when it is so already.
insert into public.settings (
  set_at, set_by, business_zone, currency, phone_region, engaged_channels, engaged_statuses,
  break_budget, below_budget, above_budget, lines_a_day, locale, sections)
select
  @now::timestamptz, @set_by::text, f.business_zone, f.currency, f.phone_region, f.engaged_channels, f.engaged_statuses,
  f.break_budget, f.below_budget, f.above_budget, f.lines_a_day, f.locale, f.sections || jsonb_build_object(@section::text, @value::jsonb)
from (
  select s.*
  from public.settings s
  order by s.version desc
  limit 1) f
where f.sections -> @section::text is distinct from @value::jsonb
returning version
