#!/bin/sh
# The lab's python: it prints what print("...") would, and nothing else of a program runs.
case "$1" in
  -V | --version) echo "Python 3.9.6" ;;
  "") ;;
  *)
    if [ ! -f "$1" ]; then
      echo "python3: can't open file '$1': [Errno 2] No such file or directory" >&2
      exit 2
    fi
    sed -n "s/.*print([\"']\(.*\)[\"']).*/\1/p" "$1"
    ;;
esac
