#!/bin/sh
# The lab's apk. It knows a few packages, gives each a round size, and fetches nothing.
index=/var/cache/apk/APKINDEX.tar.gz
world=/lib/apk/db/installed

# size of a package in blocks of 100 kB
blocks() {
  case "$1" in
    ca-certificates) echo 6 ;;
    sqlite) echo 12 ;;
    curl) echo 25 ;;
    git) echo 150 ;;
    python3) echo 400 ;;
    build-base) echo 1800 ;;
    *) return 1 ;;
  esac
}

fill() {
  mkdir -p "$(dirname "$1")"
  dd if=/dev/zero of="$1" bs=100000 count="$2" 2>/dev/null
}

missing() {
  echo "ERROR: unable to select packages:"
  for name in "$@"; do
    echo "  $name (no such package):"
    echo "    required by: world[$name]"
  done
  exit 1
}

add() {
  keep_index=yes
  group=world
  names=
  while [ $# -gt 0 ]; do
    case "$1" in
      --no-cache) keep_index=no ;;
      -U | --update-cache) fill $index 20 ;;
      -t | --virtual) group=$2; shift ;;
      -*) ;;
      *) names="$names $1" ;;
    esac
    shift
  done
  if [ $keep_index = yes ] && [ ! -f $index ]; then missing $names; fi
  for name in $names; do blocks "$name" > /dev/null || missing "$name"; done
  if [ $keep_index = no ]; then echo "fetch APKINDEX.tar.gz"; fi
  total=$(echo $names | wc -w)
  count=0
  for name in $names; do
    count=$((count + 1))
    echo "($count/$total) Installing $name"
    fill "/usr/lib/pkg/$name.bin" "$(blocks "$name")"
    echo "$name $group" >> $world
    if [ "$name" = build-base ]; then
      cp /usr/lib/apk/build-base/cc /usr/bin/cc
    fi
  done
  echo "OK: $(wc -l < $world) packages"
}

del() {
  total=0
  for wanted in "$@"; do
    for name in $(sed -n -e "s/^\($wanted\) .*/\1/p" -e "s/^\(.*\) $wanted\$/\1/p" $world); do
      total=$((total + 1))
      echo "($total) Purging $name"
      rm -f "/usr/lib/pkg/$name.bin"
      if [ "$name" = build-base ]; then rm -f /usr/bin/cc; fi
      left=$(grep -v "^$name " $world)
      if [ -n "$left" ]; then echo "$left" > $world; else : > $world; fi
    done
  done
  echo "OK: $(wc -l < $world) packages"
}

command=$1
[ $# -gt 0 ] && shift
case "$command" in
  update)
    fill $index 20
    echo "fetch APKINDEX.tar.gz"
    echo "OK: 6 distinct packages available"
    ;;
  add) add "$@" ;;
  del) del "$@" ;;
  info) sed 's/ .*//' $world ;;
  *)
    echo "usage: apk update | add [--no-cache] [--virtual NAME] PACKAGE... | del PACKAGE... | info"
    exit 1
    ;;
esac
