-- Add a version of the settings: what is given over what is in force; nothing when that is the same. Hours that stand in the business zone
-- are new hours when it changes, and nobody owes the slots they would have had before.
with in_force as (
  select s.*
  from public.settings s
  order by s.version desc
  limit 1
),
wanted as (
  select
    coalesce(@business_zone::text, f.business_zone) as business_zone,
    coalesce(@currency::text, f.currency) as currency,
    coalesce(@phone_region::text, f.phone_region) as phone_region,
    coalesce(@engaged_channels::text[], f.engaged_channels) as engaged_channels,
    coalesce(@engaged_statuses::text[], f.engaged_statuses) as engaged_statuses,
    coalesce(@break_budget::numeric, f.break_budget) as break_budget,
    coalesce(@below_budget::numeric, f.below_budget) as below_budget,
    coalesce(@above_budget::numeric, f.above_budget) as above_budget,
    coalesce(@lines_a_day::int, f.lines_a_day) as lines_a_day,
    coalesce(@locale::text, f.locale) as locale,
    case
      when @counts_visits::boolean is null then f.sections
      -- What has its default and keeps it is no change.
      when not @counts_visits::boolean and f.sections #> '{CallPatterns,countsVisits}' is null then f.sections
      else f.sections || jsonb_build_object('CallPatterns', coalesce(f.sections -> 'CallPatterns', '{}'::jsonb) || jsonb_build_object('countsVisits', @counts_visits::boolean))
    end as sections
  from in_force f
),
added as (
  insert into public.settings (
    set_at, set_by, business_zone, currency, phone_region, engaged_channels, engaged_statuses,
    break_budget, below_budget, above_budget, lines_a_day, locale, sections)
  select
    @now::timestamptz, @set_by::text, w.business_zone, w.currency, w.phone_region, w.engaged_channels, w.engaged_statuses,
    w.break_budget, w.below_budget, w.above_budget, w.lines_a_day, w.locale, w.sections
  from wanted w
  where not exists (
    select
    from in_force f
    where (f.business_zone, f.currency, f.phone_region, f.engaged_channels, f.engaged_statuses, f.break_budget, f.below_budget, f.above_budget, f.lines_a_day, f.locale, f.sections)
        = (w.business_zone, w.currency, w.phone_region, w.engaged_channels, w.engaged_statuses, w.break_budget, w.below_budget, w.above_budget, w.lines_a_day, w.locale, w.sections))
  returning business_zone
)
update public.job_schedules s
set owed_since = null
from added a, in_force f
where s.zone is null
  and a.business_zone <> f.business_zone
