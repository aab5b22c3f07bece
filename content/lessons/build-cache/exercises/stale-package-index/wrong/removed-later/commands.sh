# fails: curl-in-own-layer, no-index, two-layers
# feedback: hidden-not-gone
docker build -t ferramenta:1 .
