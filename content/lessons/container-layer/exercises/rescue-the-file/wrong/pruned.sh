# fails: image-made, treasure-inside, one-layer-more, really-rescued
# feedback: treasure-removed
docker container prune -f
