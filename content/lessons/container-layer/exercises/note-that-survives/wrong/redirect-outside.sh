# fails: note-written, note-survived
# feedback: written-on-the-host
docker exec caderno echo camadas > nota.txt
docker restart -t 0 caderno
docker run -d --name outro alpine:3.13 sleep 9999
