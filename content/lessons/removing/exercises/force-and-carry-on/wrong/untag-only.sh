# fails: image-gone, started-without-image
# feedback: image-still-here
docker tag alpine:3.13 copia:1
docker rmi alpine:3.13
docker start -a guarda
