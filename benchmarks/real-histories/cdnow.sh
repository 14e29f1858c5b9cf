#!/bin/sh
# CDNOW purchases (Fader and Hardie; brucehardie.com) as a file of calls: one line a purchase, at noon of its day.
#   benchmarks/real-histories/cdnow.sh CDNOW_master.txt.gz > calls.csv
set -eu
gzip -dc "$1" | awk '
  BEGIN { print "client_email,started_at" }
  $2 ~ /^[0-9]+$/ { print "c" $1 "@example.com," substr($2, 1, 4) "-" substr($2, 5, 2) "-" substr($2, 7, 2) "T12:00:00Z" }'
