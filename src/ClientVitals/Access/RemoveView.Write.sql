-- Remove a view of its owner.
delete from public.saved_views v
where v.id = @id::uuid
  and v.user_id = @user_id::uuid
