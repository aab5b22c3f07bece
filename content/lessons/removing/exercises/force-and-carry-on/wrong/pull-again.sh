# fails: image-gone
# feedback: pulled-again
docker rmi -f alpine:3.13
docker pull alpine:3.13
docker start -a guarda
