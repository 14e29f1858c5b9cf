-- From now on the roll-up counts by the settings in force.
update public.call_rollup_basis b
set business_zone = @zone::text,
    engaged_channels = @channels::text[],
    engaged_statuses = @statuses::text[],
    rebuilt_at = @now::timestamptz
