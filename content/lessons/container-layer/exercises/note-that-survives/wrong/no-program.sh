# fails: other-running
# feedback: other-ended
docker cp nota.txt caderno:/nota.txt
docker restart -t 0 caderno
docker run -d --name outro alpine:3.13
