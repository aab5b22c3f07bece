# fails: few-downloads
# feedback: too-many-downloads
docker pull alpine:3.13
docker pull node:alpine3.13
docker pull alpine:3.13.5
