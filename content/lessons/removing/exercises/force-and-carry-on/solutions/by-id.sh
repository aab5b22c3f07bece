docker rmi -f {{id:alpine:3.13}}
docker start -a guarda
