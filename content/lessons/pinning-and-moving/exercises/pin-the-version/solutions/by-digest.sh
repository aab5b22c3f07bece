docker pull alpine@{{digest:alpine:3.13.5}}
docker tag alpine@{{digest:alpine:3.13.5}} fixa:1
docker pull alpine:3.13
