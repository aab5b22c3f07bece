# fails: note-written-twice
# feedback: started-too-often
docker rmi -f alpine:3.13
docker start -a guarda
docker start -a guarda
