-- Undo of 20260130000300_health_scores. Rows go to the archive and come back with the next push.
create index if not exists idx_health_predictive_risk on public.client_health_scores (predictive_risk_score desc);
create index if not exists idx_health_risk_category on public.client_health_scores (risk_category);
create index if not exists idx_health_momentum on public.client_health_scores (momentum_indicator);
create index if not exists idx_health_early_warning on public.client_health_scores (early_warning_flag) where early_warning_flag;
select archive.keep_rows('public.risk_fits');
drop table public.risk_fits;
select archive.keep_rows('public.client_zone_changes');
drop table public.client_zone_changes;
select archive.keep_rows('public.client_health_history');
drop table public.client_health_history;
select archive.keep_rows('public.health_scorecards');
drop table public.health_scorecards;
