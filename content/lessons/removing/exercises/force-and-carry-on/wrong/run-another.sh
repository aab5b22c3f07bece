# fails: image-gone, started-without-image, note-written-twice, no-new-container
# feedback: ran-another
docker rmi -f alpine:3.13
docker run --name nova alpine:3.13 true
