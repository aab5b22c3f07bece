# fails: alpine-shares, few-downloads
# feedback: other-base
docker pull alpine:3.14
docker pull node:alpine3.13
