# fails: no-containers, no-images, disk-empty
# feedback: only-stopped
docker stop velho
docker rmi alpine:3.13
