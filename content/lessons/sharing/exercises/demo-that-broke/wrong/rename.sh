# fails: alpine-shares, few-downloads
# feedback: renamed
docker pull alpine:3.13
docker tag alpine:3.13 alpine:3.13.5
docker pull node:alpine3.13
