-- Make the place for tables that are kept as they are, out of everybody's way.
create schema if not exists set_aside;
revoke all on schema set_aside from public;
comment on schema set_aside is 'Tables of the owner''s that vitals db adopt moved here as they were: their names are those of other tables of the suite.';
