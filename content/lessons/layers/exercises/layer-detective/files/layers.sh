# sh layers.sh IMAGE
docker save -o image.tar "$1"
n=0
for layer in $(tar xOf image.tar manifest.json | grep -o "[0-9a-f]*/layer.tar"); do
  n=$((n + 1))
  echo "== $n"
  tar xOf image.tar "$layer" | tar tf - | grep -v "/$"
done
