docker pull alpine:3.13.5
docker pull node:alpine3.13
