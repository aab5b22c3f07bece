# fails: image-gone, started-without-image
# feedback: refused
docker rmi alpine:3.13
docker start -a guarda
