# fails: alive, name-kept, no-other-container, no-other-image, no-other-layer, another-night
# feedback: vivo-taken-down
docker rm -f vivo parado
docker image prune -a -f
