# fails: note-survived
# feedback: not-restarted
docker exec caderno sh -c 'echo camadas > /nota.txt'
docker run -d --name outro alpine:3.13 sleep 9999
