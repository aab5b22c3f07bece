# fails: curl-in-own-layer, no-index, two-layers
# feedback: still-two-runs
docker build -t ferramenta:1 .
