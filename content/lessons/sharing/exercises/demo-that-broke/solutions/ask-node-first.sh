docker pull node:alpine3.13
docker run --rm node:alpine3.13 cat /etc/alpine-release
docker pull alpine:3.13.5
