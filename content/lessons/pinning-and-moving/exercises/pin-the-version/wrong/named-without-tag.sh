# fails: old-pinned
# feedback: another-name
docker pull alpine@{{digest:alpine:3.13.5}}
docker tag alpine@{{digest:alpine:3.13.5}} fixa
docker pull alpine:3.13
