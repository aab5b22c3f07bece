# fails: alpine-shares
# feedback: alpine-missing
docker pull node:alpine3.13
