# fails: note-written, note-survived
# feedback: container-removed
docker rm -f caderno
docker run -d --name outro alpine:3.13 sleep 9999
