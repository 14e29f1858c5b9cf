-- Tell all listeners, once this is committed, that calls came: numbers of rows, no personal data.
select pg_notify('vitals_changes', json_build_object('what', 'calls', 'delivery', @delivery::bigint, 'after', @before::bigint)::text)
