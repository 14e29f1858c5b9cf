-- Tell all listeners, once this is committed, that rows of a fact came: numbers of rows, no personal data.
select pg_notify('vitals_changes', json_build_object('what', @entity::text, 'delivery', @delivery::bigint, 'after', @before::bigint)::text)
