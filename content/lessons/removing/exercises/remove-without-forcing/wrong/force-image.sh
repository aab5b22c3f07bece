# fails: no-containers, disk-empty, nothing-forced
# feedback: forced-the-image
docker rmi -f alpine:3.13
