docker rmi -f alpine:3.13
docker start guarda
docker wait guarda
docker logs guarda
