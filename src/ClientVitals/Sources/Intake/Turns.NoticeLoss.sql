-- Lets the server notice within a minute or so, for this transaction, that nobody is at the other end any more.
do $$
begin
  perform pg_catalog.set_config('client_connection_check_interval', '1s', true);
exception
  -- Servers on systems that cannot look refuse it; they notice at the statement's end.
  when invalid_parameter_value or undefined_object then
    null;
end
$$;
set local tcp_keepalives_idle = 30;
set local tcp_keepalives_interval = 10;
set local tcp_keepalives_count = 3;
set local tcp_user_timeout = '60s';
set local idle_in_transaction_session_timeout = '5min'
