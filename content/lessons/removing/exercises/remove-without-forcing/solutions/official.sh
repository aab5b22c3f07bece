docker rm velho
docker rmi alpine:3.13
