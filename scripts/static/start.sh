#!/bin/sh
# Serves this folder on this computer only, with whatever is there.
# sh start.sh [PORT]
cd "$(dirname "$0")" || exit 1
port=${1:-8000}
echo "http://localhost:$port/  (Ctrl+C: stop / parar)"
if command -v python3 >/dev/null; then exec python3 -m http.server --bind 127.0.0.1 "$port"
elif command -v node >/dev/null; then
  exec node -e '
    const { createServer } = require("http"), { readFile } = require("fs"), { extname, join, normalize } = require("path");
    const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json",
      ".svg": "image/svg+xml", ".wasm": "application/wasm", ".txt": "text/plain; charset=utf-8" };
    createServer((request, response) => {
      const path = normalize(decodeURIComponent(request.url.split("?")[0]));
      const file = path.endsWith("/") ? path + "index.html" : path;
      readFile(join(process.cwd(), file), (error, bytes) => {
        response.writeHead(error ? 404 : 200, { "content-type": types[extname(file)] || "application/octet-stream" });
        response.end(error ? "404" : bytes);
      });
    }).listen(Number(process.argv[1]), "127.0.0.1");' "$port"
elif command -v busybox >/dev/null; then exec busybox httpd -f -p "127.0.0.1:$port"
elif command -v php >/dev/null; then exec php -S "127.0.0.1:$port"
else
  echo "Python 3, Node.js, BusyBox or PHP is needed / é preciso ter Python 3, Node.js, BusyBox ou PHP" >&2
  exit 1
fi
