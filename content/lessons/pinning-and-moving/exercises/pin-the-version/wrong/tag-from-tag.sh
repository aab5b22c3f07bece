# fails: old-pinned, nothing-dangling
# feedback: digest-is-no-tag
docker pull alpine@{{digest:alpine:3.13.5}}
docker tag alpine:3.13 fixa:1
docker pull alpine:3.13
