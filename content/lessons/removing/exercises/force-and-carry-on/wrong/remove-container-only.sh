# fails: image-gone, started-without-image, note-written-twice
# feedback: container-removed
docker rm guarda
