# fails: treasure-inside, one-layer-more, really-rescued
# feedback: named-the-image
docker tag alpine:3.13 resgate:1
