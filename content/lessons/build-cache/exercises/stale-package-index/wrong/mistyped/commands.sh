# fails: built, curl-in-own-layer, no-index, two-layers
docker build -t ferramenta:1 .
