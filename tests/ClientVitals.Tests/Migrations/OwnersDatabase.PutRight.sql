-- What the refusals ask for.
delete from public.client_health_scores where email = 'CLIENT7@example.com';
update public.client_health_scores set health_zone = 'GREEN' where health_zone = 'green';
update public.client_health_scores set pattern_status = 'NORMAL' where pattern_status in ('ON_TRACK', 'IRREGULAR');
update public.client_health_scores set package_value_aed = round(package_value_aed, 2);
update public.client_health_scores set calls_this_week = 0 where calls_this_week < 0;
delete from public.call_pattern_analysis where deviation_pct = 'NaN' or client_email = ' ';
delete from public.staff where name in ('sara NABIL', 'Lina');
alter table public.client_health_scores alter column legacy_key drop not null;
alter table public.call_pattern_analysis alter column analysis_date type date using analysis_date::date;
alter view public.deliveries rename to parcel_deliveries;
