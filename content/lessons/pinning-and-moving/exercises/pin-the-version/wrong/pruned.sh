# fails: old-pinned, two-images
# feedback: pruned-the-digest
docker pull alpine@{{digest:alpine:3.13.5}}
docker image prune -f
docker pull alpine:3.13
