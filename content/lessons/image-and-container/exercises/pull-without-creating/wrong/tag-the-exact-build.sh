# fails: holds-after-the-tag-moves
# feedback: tagged-it
docker pull alpine:3.13.5
docker tag alpine:3.13.5 alpine:3.13
