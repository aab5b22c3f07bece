# fails: no-other-container, no-other-image, no-other-layer, another-night
# feedback: nothing-dangling-here
docker image prune -f
