# fails: no-other-image, no-other-layer, another-night
# feedback: images-left
docker system prune -f
