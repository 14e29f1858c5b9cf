-- Where episodes that ended since the last run are laid down before they are written, for one transaction.
create temporary table walked (
  client_id    uuid not null,
  opened_on    date not null,
  break_on     date,
  worst_status text not null,
  closed_on    date not null,
  close_reason text not null,
  drift_since  date,
  reason       text not null
) on commit drop
