# fails: no-other-container, no-other-image, no-other-layer, another-night
# feedback: not-confirmed
docker container prune < /dev/null
docker image prune -a < /dev/null
