# fails: treasure-inside, one-layer-more, really-rescued
# feedback: new-and-empty
docker run --name denovo alpine:3.13 true
docker commit denovo resgate:1
