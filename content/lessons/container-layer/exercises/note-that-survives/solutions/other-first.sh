docker run -d --name outro alpine:3.13 sleep 9999
docker stop -t 0 caderno
docker cp nota.txt caderno:/ && docker start caderno
