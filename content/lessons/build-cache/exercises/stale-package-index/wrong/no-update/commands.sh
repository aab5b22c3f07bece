# fails: built, curl-in-own-layer, no-index, two-layers
# feedback: no-package-found
docker build -t ferramenta:1 .
