# fails: started-without-image, note-written-twice
# feedback: not-started
docker rmi -f alpine:3.13
