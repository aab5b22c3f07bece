#!/bin/sh
# The lab's nginx: it waits until it is told to stop.
if [ "$1" = -v ]; then
  echo "nginx version: nginx/1.21.1" >&2
  exit 0
fi
trap 'exit 0' QUIT TERM INT
while :; do
  sleep 3600 &
  wait $!
done
