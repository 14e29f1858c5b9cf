-- Take a channel out of use.
update public.notice_channels c
set removed_at = @now::timestamptz
where c.id = @id::bigint
  and c.removed_at is null
