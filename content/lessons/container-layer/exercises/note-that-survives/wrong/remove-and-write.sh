# fails: note-written, note-survived
# feedback: removed-and-made-again
docker rm -f caderno
docker run -d --name caderno alpine:3.13 sh -c 'echo camadas > /nota.txt; sleep 9999'
docker run -d --name outro alpine:3.13 sleep 9999
