-- Which statement puts this text into the comment on this database?
select format('comment on database %I is %L', current_database(), @mark::text) as statement
