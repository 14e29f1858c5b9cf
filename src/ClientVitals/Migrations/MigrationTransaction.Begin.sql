-- Makes this transaction the only push or rollback of the database: what an earlier file may have set must not reach this one.
reset all;
set local statement_timeout = 0;
-- The server looks whether a busy connection's program still lives, where its system can (Linux, macOS): a killed one leaves no lock.
do $$
begin
  perform pg_catalog.set_config('client_connection_check_interval', '2s', true);
exception
  when invalid_parameter_value then
    null;
end
$$;
