# fails: node-here, alpine-shares
docker pull alpine:3.14
docker pull node:alpine3.14
