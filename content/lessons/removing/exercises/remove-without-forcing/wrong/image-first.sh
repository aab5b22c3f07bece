# fails: no-containers, no-images, disk-empty
# feedback: refused
docker rmi alpine:3.13
