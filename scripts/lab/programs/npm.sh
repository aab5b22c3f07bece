#!/bin/sh
# The lab's npm: the same files and sizes every time, and nothing is fetched.
fill() {
  mkdir -p "$(dirname "$1")"
  dd if=/dev/zero of="$1" bs=100000 count="$2" 2>/dev/null
}

install() {
  if [ ! -f package.json ]; then
    echo "npm ERR! code ENOENT" >&2
    echo "npm ERR! enoent ENOENT: no such file or directory, open '${PWD%/}/package.json'" >&2
    exit 254
  fi
  blocks=400
  packages=120
  if [ "$NODE_ENV" = production ]; then dev=no; else dev=yes; fi
  for option in "$@"; do
    case "$option" in
      --omit=dev | --production | --only=production) dev=no ;;
      --include=dev) dev=yes ;;
    esac
  done
  if [ $dev = no ]; then
    blocks=250
    packages=75
  fi
  fill node_modules/modules.bin $blocks
  fill /root/.npm/_cacache/content.bin 100
  echo "added $packages packages"
}

case "$1" in
  -v | --version) echo 7.18.1 ;;
  ci | install | i)
    shift
    install "$@"
    ;;
  cache)
    rm -rf /root/.npm/_cacache
    ;;
  run)
    if [ ! -d node_modules ]; then
      echo "sh: modules: not found" >&2
      exit 127
    fi
    fill dist/app.js 10
    echo "build ok"
    ;;
  *)
    echo "usage: npm ci [--omit=dev] | install | cache clean --force | run build"
    exit 1
    ;;
esac
