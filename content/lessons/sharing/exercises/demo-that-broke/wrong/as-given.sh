# fails: alpine-shares, few-downloads
# feedback: same-name-other-build
docker pull alpine:3.13
docker pull node:alpine3.13
