#!/bin/sh
# CollegeMsg (Panzarasa, Opsahl, Carley 2009; snap.stanford.edu/data/CollegeMsg.html) as a file of calls: one line a message, by the sender
# or by the receiver.
#   benchmarks/real-histories/college-messages.sh senders|receivers CollegeMsg.txt.gz > calls.csv
set -eu
case "${1:-}" in senders) who=1 ;; receivers) who=2 ;; *) echo "Say senders or receivers, then the file." >&2; exit 2 ;; esac
gzip -dc "$2" | awk -v who="$who" '
  BEGIN { print "client_email,started_at" }
  $3 + 0 > 0 { print "c" $who "@example.com," strftime("%Y-%m-%dT%H:%M:%SZ", $3, 1) }'
