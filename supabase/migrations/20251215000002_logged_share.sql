-- Late logging: how much of what a judgement expected was logged by then.

alter table public.call_pattern_analysis
  add column if not exists logged_share numeric;
comment on column public.call_pattern_analysis.logged_share is 'Share of what was expected since drift_since that is logged by then, by the book''s own delays; null = the calls do not say when they were logged.';

select archive.give_back_columns('public.call_pattern_analysis', '20251215000002');
