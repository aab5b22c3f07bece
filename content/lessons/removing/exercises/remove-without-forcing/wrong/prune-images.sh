# fails: no-containers, no-images, disk-empty
# feedback: pruned-what-is-used
docker image prune -a -f
