# fails: started-without-image, note-written-twice
# feedback: container-removed
docker rm guarda
docker rmi -f alpine:3.13
