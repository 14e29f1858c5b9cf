-- Change the account; where it ends what was begun with it, with a new stamp.
update public.users u
set app_role = @role::text,
    staff_id = @staff::uuid,
    disabled_at = case when @closed::boolean then coalesce(u.disabled_at, @now::timestamptz) end,
    security_stamp = case when @ends::boolean then gen_random_uuid() else u.security_stamp end
where u.id = @id::uuid
