docker cp nota.txt caderno:/nota.txt
docker stop -t 0 caderno
docker start caderno
docker create --name outro {{id:alpine:3.13}} sleep 9999
docker start outro
