# fails: no-containers, no-images, disk-empty, nothing-forced
# feedback: forced
docker rmi -f alpine
