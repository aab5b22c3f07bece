# fails: node-here, alpine-shares
docker pull alpine:3.13.5
docker tag alpine:3.13.5 alpine:3.13
