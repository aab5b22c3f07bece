# fails: image-here, holds-after-the-tag-moves
# feedback: named-another
docker pull alpine:3.14
docker tag alpine:3.14 alpine:3.13
