# fails: note-written, note-survived, other-clean
# feedback: note-in-the-other
docker run -d --name outro alpine:3.13 sh -c 'echo camadas > /nota.txt; sleep 9999'
docker restart -t 0 caderno
