# fails: note-survived
# feedback: left-stopped
docker exec caderno sh -c 'echo camadas > /nota.txt'
docker stop -t 0 caderno
docker run -d --name outro alpine:3.13 sleep 9999
