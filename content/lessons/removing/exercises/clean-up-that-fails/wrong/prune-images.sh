# fails: no-other-container, no-other-image, no-other-layer, another-night
# feedback: stopped-still-uses
docker image prune -a -f
