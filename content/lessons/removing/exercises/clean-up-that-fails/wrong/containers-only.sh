# fails: no-other-image, no-other-layer, another-night
# feedback: images-left
docker container prune -f
