# fails: no-containers, no-images, disk-empty
# feedback: refused
docker rmi {{id:alpine:3.13}}
