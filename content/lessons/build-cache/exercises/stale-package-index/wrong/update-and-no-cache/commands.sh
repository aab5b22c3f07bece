# fails: curl-in-own-layer, no-index, two-layers
# feedback: update-not-needed
docker build -t ferramenta:1 .
