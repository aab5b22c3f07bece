# fails: note-written, note-survived
# feedback: removed-and-made-again
docker exec caderno sh -c 'echo camadas > /nota.txt'
docker rm -f caderno
docker run -d --name caderno alpine:3.13 sleep 9999
docker run -d --name outro alpine:3.13 sleep 9999
