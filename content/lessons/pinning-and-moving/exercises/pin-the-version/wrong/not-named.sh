# fails: old-pinned, nothing-dangling
# feedback: no-name-yet
docker pull alpine@{{digest:alpine:3.13.5}}
docker pull alpine:3.13
